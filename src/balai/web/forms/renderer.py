"""So that {{ form }} is already accessible: label, help, error sentence, a summary on top that leads to each field."""

from django.forms.renderers import DjangoTemplates


class BalaiFormRenderer(DjangoTemplates):
    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
