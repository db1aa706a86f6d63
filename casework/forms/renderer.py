"""How every form on the site is drawn. Settings name this class in ``FORM_RENDERER``."""

from django.forms.renderers import TemplatesSetting

from casework.forms.bound import GovukBoundField


class GovukRenderer(TemplatesSetting):
    """Draws any Django form, ours or a library's, with the templates of ``components/``."""

    form_template_name = "components/library_form.html"
    bound_field_class = GovukBoundField
