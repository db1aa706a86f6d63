"""The form that locks a quarter."""

from casework.forms import ConfirmField, Form


class LockForm(Form):
    sure = ConfirmField(label="Lock this quarter: its workbook and amounts never change again")
