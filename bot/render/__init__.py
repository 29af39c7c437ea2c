"""An answer as Discord shows it: pure functions from answers to embeds, pages and control data.

Nothing here talks to Discord. What comes out is within Discord's limits whatever goes in, and text
from documents can neither ping, nor break out of its embed, nor look like a link it is not.
"""
