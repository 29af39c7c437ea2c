"""What every feature of the Discord bot stands on; it knows no feature.

The client, what lives as long as the process, one context of an interaction, one registry of buttons and
forms, delivery, errors, rights and limits.
"""
