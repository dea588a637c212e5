"""The service around the dialog: HTTP, store, delivery, consultation pages, web chat, command line."""
