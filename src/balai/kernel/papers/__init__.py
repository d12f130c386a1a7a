"""Papers as PDF: data in, bytes out. Text is never read as markup: it comes as JSON and is placed as it is."""
