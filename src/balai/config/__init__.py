"""Config: settings, urls, wsgi, the command line, backup, benchmarks, the demonstration: the only place that knows everyone."""
