"""Signing in with a provider of OpenID Connect: authlib speaks to it, joserfc checks what it signed."""
