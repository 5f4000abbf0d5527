"""Writes of translation. Each function runs in one transaction and says in its errors what to do."""
