"""Cases as somebody may see them. Every public queryset is scoped."""
