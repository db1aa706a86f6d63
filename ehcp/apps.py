from django.apps import AppConfig


class EhcpConfig(AppConfig):
    name = "ehcp"
