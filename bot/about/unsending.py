"""Deleting the messages in which somebody was answered who asked to be forgotten."""

from __future__ import annotations

import discord

from bot.core.delivery import UndeliverableError, deliver
from bot.core.log import logger
from bot.core.services import Services
from corpus.store.people import Job

log = logger(__name__)

UNSEND = "unsend"
"""The kind of the job that names the messages."""


async def unsend(client: discord.Client, services: Services) -> None:
    """Delete the messages that were left to delete."""
    for job in await services.community.servers.claim(UNSEND, lambda _job: True):
        await _unsend(client, services, job)


async def _unsend(client: discord.Client, services: Services, job: Job) -> None:
    """Delete the messages that a job names; it stays with those left while Discord is away."""
    servers, messages = services.community.servers, job.payload["messages"]
    for at, (channel, message) in enumerate(messages):
        partial = client.get_partial_messageable(channel).get_partial_message(message)
        try:
            await deliver(services.metrics, partial.delete)
        except UndeliverableError as error:
            log.info("a message could not be deleted", reason=str(error))
            if not error.final:  # it goes last, so that it holds up no other
                left = [*messages[at + 1 :], messages[at]]
                await servers.update_job(job.id, payload={"messages": left})
                return
    await servers.end_job(job.id)
