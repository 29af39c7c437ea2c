"""Every sentence that the Discord side says to people, in one place.

A language is one `Phrases` object, made of a table in `translations/`; `phrases(language)` picks it and falls
back to English. Words in
braces are filled by `str.format`; a test holds every language to the same braces. Command and option
descriptions stand here too, as plain strings of English (Discord asks for them once, at sync).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.phrases.languages import TRANSLATED, pick, translation


@dataclass(frozen=True, slots=True)
class Phrases:
    """The sentences of one language; the defaults are English."""

    language: str = "en"
    # asking
    searching: str = "🔎 Searching…"
    empty_question: str = (
        "Ask me a question about sister cities, for example: *Who are Burlington's sister cities?* "
        "Or use `/ask`. `/help` shows what else I can do."
    )
    too_long: str = "That question is too long for me ({length} characters). Please ask in at most {most}."
    failed: str = (
        "Something went wrong while I was answering; nothing was lost. "
        "Please ask again. If it happens again, tell a moderator this number: `{incident}`"
    )
    too_slow: str = "That took me too long, so I stopped. Nothing was lost; please ask again in a minute."
    busy: str = "I am answering many questions right now. Please ask again in about {seconds} seconds."
    slow_down: str = "You have asked a lot in the last minute. Please ask again in {seconds} seconds."
    guild_slow_down: str = (
        "This server has asked a lot in the last minute. Please ask again in {seconds} seconds."
    )
    elsewhere: str = (
        "I am not allowed to write in {channel}, so here is my answer to {link}\n"
        "-# A moderator can fix that: `/settings show` lists what I lack there."
    )
    role_hint: str = (
        "You mentioned my role; Discord does not show me the text of such messages. Mention {me} instead, "
        "or use `/ask`. I say this only once."
    )
    reply_hint: str = (
        "You replied to me with the ping turned off; Discord does not show me the text of such messages. "
        "Leave “@ ON”, mention {me}, or use `/ask`. I say this only once."
    )
    no_text: str = "That message has no text that I could read, so there is nothing to ask about."
    # an answer
    confidence: str = "Confidence: {word}"
    high: str = "high"
    fair: str = "fair"
    low: str = "low"
    not_answered: str = "not answered"
    sources: str = "Sources"
    more_sources: str = "and {count} more under “Sources”"
    all_disputed: str = "all {count} side by side under “Sources”"
    more_entries: str = "and {count} more"
    other_entries: str = "Others"
    by: str = "by {author}"
    record: str = "record {record}"
    version: str = "version {version}"
    disagree: str = "⚖️ Sources disagree"
    or_else: str = " or "
    page: str = "Page {page} of {pages}"
    nearest: str = "The closest passages (not an answer)"
    which: str = "Which one do you mean?"
    from_whole: str = "from {title}"
    # buttons
    button_sources: str = "Sources"
    button_nearest: str = "Closest passages"
    button_share: str = "Share"
    button_map: str = "Map"
    button_notify: str = "Tell me when you know"
    previous_page: str = "Previous"
    next_page: str = "Next"
    pick: str = "Choose one"
    jump: str = "Go to a source"
    # what a press answers
    gone: str = (
        "This answer is too old for its buttons: I keep them for {days} days. Please ask the question again."
    )
    not_yours: str = "Only the person who asked can do that."
    no_map: str = "No source gives coordinates for these places, so there is no map."
    map_alt: str = "A map: {title}"
    not_on_map: str = "Not on the map, since no source gives their coordinates: {places}"
    no_sources: str = "There is nothing to show for this answer."
    thanks_up: str = "Thank you, noted as helpful."
    thanks_down: str = "Thank you, noted. The moderators of this server see the reason, not who gave it."
    why_title: str = "What was wrong?"
    why_label: str = "In a few words (optional)"
    why_hint: str = "wrong, out of date, not what I asked, hard to read …"
    shared: str = "Shared. Everybody in this channel can see the answer now."
    already_shared: str = "This answer has been shared already."
    cannot_post: str = "You may not write in this channel, so I cannot share it there for you."
    will_tell: str = (
        "I will send you one direct message when a later document answers this. Until then I keep the "
        "question with your user id; `/forget-me` deletes both."
    )
    already_waiting: str = "I have that noted already, and will tell you once."
    too_many_waiting: str = "You are waiting for {count} answers already; that is the most I keep."
    answer_lost: str = "I can no longer read the question behind that answer. Please ask it again."
    # sources
    source_of: str = "Source [{number}] · {title}"
    current: str = "current version"
    superseded: str = "an earlier version; a newer one exists"
    withdrawn: str = "withdrawn from the corpus"
    on_page: str = "p. {page}"
    as_of: str = "as of {date}"
    valid_until: str = "valid until {date}"
    was_valid: str = "was valid until {date}"
    quote_unchecked: str = (
        "The text of this version can no longer be read; this is the quote as it was cited."
    )
    # notices
    now_known: str = "You asked me to tell you when I know. A document added since then answers this:"
    # /city
    city_unknown: str = "I know of no place or document by that name. Start typing and choose from the list."
    brief_unknown: str = "Please name two places that I know. Start typing and choose each from the list."
    city_partners: str = "{count} partner places in {countries} countries:"
    city_partner: str = "1 partner place:"
    city_none: str = "No partnerships are recorded for this place."
    city_since: str = "since {since}"
    relations: Mapping[str, str] = field(
        default_factory=lambda: {
            "twin": "twin town",
            "friendship": "friendship",
            "contact": "contact",
            "club": "club",
        }
    )
    statuses: Mapping[str, str] = field(default_factory=lambda: {"suspended": "suspended", "ended": "ended"})
    city_complete: str = "The records claim to be complete for this place ({source})."
    document_profile: str = "{passages} passages, version {version}, added {added}"
    # /verify
    verify_bad: str = (
        "That is not a citation id. One looks like `c-1a2b3c4d-0-9z`; each quote in “Sources” has its own."
    )
    verify_unknown: str = "No document that this server can see has that citation."
    verify_withdrawn: str = "The text that this cites was withdrawn from the corpus and is no longer shown."
    verify_ambiguous: str = "That short id stands for several texts; use the whole one, as answers give it."
    verified: str = "✅ This quote is in the stored text, word for word."
    verify_where: str = "Document `{document}`, version {version} ({state}), characters {start} to {end}"
    verify_record: str = "Record `{document}`, version {version} ({state})"
    # /about, /help, /privacy, /forget-me
    about_title: str = "Footbridge"
    about: str = (
        "I answer questions about sister cities from documents and partnership records that this "
        "community keeps. Every statement carries a citation that you can check; I do not "
        "answer what the documents do not hold."
    )
    about_corpus: str = "What I know"
    about_counts: str = (
        "{documents} documents, {statements} partnership records, {places} places. "
        "{own} of the documents were added by this server and are seen only here."
    )
    about_ask: str = "How to ask"
    about_ask_text: str = "`/ask`, or mention me, or write me a direct message. `/help` has the rest."
    about_privacy: str = "Privacy"
    about_privacy_text: str = (
        "`/privacy` explains what is stored; `/forget-me` deletes what is yours at once."
    )
    documents: str = "Documents"
    help_title: str = "How to use Footbridge"
    help_text: str = (
        "**Ask** with `/ask`, by mentioning me with a question, or in a direct message.\n"
        "**Follow up** by replying to my answer (leave the mention on), or by asking again in the same "
        "channel within {minutes} minutes: “And since when?”\n"
        "**Ask about a message**: hold or right-click it → Apps → *Ask Footbridge about this*.\n"
        "**Look up** a place or a document with `/city`, everything about two places with `/brief`.\n"
        "**Check** a quote: press *Sources* under an answer, or use `/verify` with a citation id.\n"
        "**Rate** an answer with 👍 or 👎; your reason helps the moderators to add what is missing.\n"
        "**Correct** a question by editing your message within a minute; delete it and my answer goes too.\n"
        "Moderators: `/corpus`, `/index`, `/insights` and `/settings`."
    )
    privacy_title: str = "What Footbridge stores"
    privacy_text: str = (
        "**Questions**: {storing}\n"
        "**Answers** are kept for {answer_days} days so that their buttons work, without the question and "
        "with a keyed hash in place of your user id.\n"
        "**Ratings** and their reasons are kept with the same hash.\n"
        "**“Tell me when you know”** keeps your user id and the question until I have told you, at most "
        "{wait_days} days.\n"
        "A conversation is remembered for {minutes} minutes, in memory only. Documents added by "
        "moderators belong to this server and are deleted {purge_days} days after I leave it; a message that "
        "one adds keeps the name that its author shows, and a link.\n"
        "`/forget-me` deletes everything of yours, everywhere, at once."
    )
    storing_on: str = (
        "kept for {days} days for the moderators' overview, without your name or id (a keyed hash)."
    )
    storing_direct: str = (
        "not stored when you ask in direct messages; one that is being answered is kept until it is, for an "
        "hour at most, so that a restart does not lose it."
    )
    storing_off: str = (
        "not stored; this server has turned that off. One that is being answered is kept until it is, for an "
        "hour at most, so that a restart does not lose it."
    )
    forgotten: str = (
        "Done. Deleted: {questions} questions, {answers} answers, {feedback} ratings and {waiting} notes to "
        "tell you something. The messages in which I answered you are being deleted too where I still can."
    )
    # moderators' side shares these
    not_moderator: str = (
        "Only moderators can do that here: people with Manage Server, or with the role set in `/settings`."
    )
    only_in_server: str = "That works only in a server."


ENGLISH = Phrases()
LANGUAGES: dict[str, Phrases] = {"en": ENGLISH} | {
    language: replace(ENGLISH, **translation(language).members) for language in TRANSLATED
}

# descriptions of commands and options, as Discord shows them while a member types
ASK = "Ask a question about sister cities"
ASK_QUESTION = "Your question, in your own words"
ASK_PRIVATE = "Show the answer only to you"
ASK_ABOUT = "Ask Footbridge about this"
CITY = "Show a place with its partners, or a document"
CITY_NAME = "Start typing the name of a place or a document"
BRIEF = "Show everything known about two places, also as a file with footnotes"
BRIEF_ONE = "One place: start typing its name"
BRIEF_OTHER = "The other place: start typing its name"
VERIFY = "Check a quote by its citation id"
VERIFY_ID = "The id under a quote, for example c-1a2b3c4d-0-9z"
ABOUT = "What Footbridge is and what it knows"
HELP = "How to ask, follow up, check and rate"
PRIVACY = "What is stored about you and for how long"
FORGET_ME = "Delete everything that Footbridge stores about you, everywhere, now"


def phrases(language: str | None) -> Phrases:
    """Pick the sentences of a language tag such as `en-GB`; English where there are none."""
    return pick(LANGUAGES, language)
