"""What makes templates: `templates list | new | check | preview`."""
