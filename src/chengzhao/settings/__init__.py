"""Settings of the Django project; `options` declares what can be set from outside."""
