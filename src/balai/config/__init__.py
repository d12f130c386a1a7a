"""Config: settings, urls, reactions, asgi, command line: the only place that knows everyone."""
