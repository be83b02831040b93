"""Reusable widgets: editors sharing one protocol, forms, table models, banners. None knows the project."""
