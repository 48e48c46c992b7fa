"""The Retention page, and the cards about threats and deal hunting that the client record shows as well."""
