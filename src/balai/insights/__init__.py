"""Insights (angka dan gambaran): published figures with metadata, area figures with their source, dashboards. Read by no room."""
