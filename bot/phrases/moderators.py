"""Every sentence said to moderators, beside `members.py` and made like it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.phrases.languages import TRANSLATED, pick, translation


@dataclass(frozen=True, slots=True)
class ModeratorPhrases:
    """The sentences of one language; the defaults are English."""

    failed: str = (
        "Something went wrong and I stopped; what had been stored is kept. Please try again. "
        "If it happens again, give the operator this number: `{incident}`"
    )
    gone: str = "That is no longer waiting: it was stored, dropped, or has expired."
    not_yours: str = "Only the moderator who sent this may confirm or drop it."
    manager_only: str = "Only people with Manage Server can change the moderator role."
    unwritable: str = (
        "I was asked something in {channel} of **{server}** but am not allowed to answer there, and I could "
        "not write to the person who asked. `/settings show` lists what I lack in each channel; to fix it: "
        "Edit Channel → Permissions. I tell you about this channel once a week at most."
    )
    # on joining, and where something is missing
    welcome_title: str = "Thank you for having me in {server}"
    welcome_text: str = (
        "I answer questions about sister cities, each statement with its source. Three next steps:\n"
        "**1. Try it.** Mention me with a question: *Who are Burlington's sister cities?* Or use `/ask`.\n"
        "**2. Say who looks after me, and where I answer.** `/settings moderators` chooses a role, "
        "`/settings mentions` the channels.\n"
        "**3. Add what only you know.** `/corpus add` takes a file, `/corpus paste` a text; only this server "
        "sees it.\n"
        "-# `/help` has the rest for members, `/privacy` what is stored. "
        "Anyone without Manage Server sees only the commands for members."
    )
    gap: str = "{channel}: {lacking}"
    # permissions, as Discord's settings call them
    permission_view_channel: str = "View Channel"
    permission_send_messages: str = "Send Messages"
    permission_send_messages_in_threads: str = "Send Messages in Threads"
    permission_embed_links: str = "Embed Links"
    permission_attach_files: str = "Attach Files"
    permission_read_message_history: str = "Read Message History"
    # uploads
    kind_unread: str = "{name} was not added: I can read files that end in {endings}."
    kind_no_csv: str = "{name} was not imported: records come as a CSV file, its name ending in .csv."
    too_big: str = "{name} was not read: it is {size} MiB; the limit is {limit} MiB. Split it."
    not_fetched: str = "{name} could not be fetched from Discord ({why}); nothing was added. Send it again."
    size_lied: str = (
        "{name} was not read: {got} bytes arrived where Discord had named {said}. Nothing was added; "
        "send it again."
    )
    slow: str = "{name} was not added: reading it took longer than {seconds} s. Split it, or simplify it."
    large: str = "{name} was not added: reading it needs more memory than I may use. Split it."
    broken: str = "{name} was not added: it could not be read. Save it as plain text in UTF-8 and try again."
    reading_busy: str = "I am reading other files right now; nothing was added. Try again in a minute."
    too_many_waiting: str = (
        "{most} of your additions already await your confirmation; nothing was added. "
        "Confirm or drop them first: `/corpus waiting`."
    )
    no_text: str = "That message has neither text nor a file that I can read; nothing was added."
    empty_paste: str = "There was no text in the form; nothing was added."
    # the offer
    offer: str = "Add this document?"
    offer_version: str = "Add this as version {version} of “{title}”?"
    offer_back: str = "Bring back version {version} of “{title}”? It holds this very text."
    offer_replaces: str = "Let this document take the place of “{title}”?"
    replaces: str = (
        "“{title}” (`{document}`) is then no longer cited, and its earlier citations say what replaced it."
    )
    offer_records: str = "Import these records?"
    offer_record: str = "Add this record?"
    read_as: str = "Passages: {passages} · characters: {characters}"
    tables: str = "Tables: {count} ({columns})"
    begins: str = "Begins"
    ends: str = "Ends"
    attention: str = "Please look at this"
    repeated: str = "{count} of its passages are in the corpus already, word for word."
    nearly: str = "{share} % of “{begins}” is in `{document}` already."
    personal: str = "It contains contact details: {details}."
    emails: str = "e-mail addresses ({some})"
    phones: str = "phone numbers ({some})"
    addresses: str = "addresses ({some})"
    orders: str = "This sentence looks addressed to an AI, not to readers: “{sentence}”"
    button_mask: str = "Show it with these masked"
    masked_none: str = "There is nothing left in it to mask."
    clashes: str = "Contradicts what is known"
    clash: str = "**{about}**: here “{said}”, recorded “{recorded}” ({source})"
    clashes_unknown: str = (
        "It was too long to be compared with the records, so contradictions may show later."
    )
    more: str = "… and {count} more"
    seen_here: str = "Only members of this server will see it. It waits for you for {hours} hours."
    button_add: str = "Add"
    button_import: str = "Import"
    button_take_good: str = "Take the {count} good rows"
    button_drop: str = "Drop"
    rows: str = "Good rows: {good} · refused rows: {bad}"
    bad_rows: str = "Refused rows"
    bad_rows_file: str = "All {count} problems are listed in the file below."
    no_good_rows: str = (
        "No row can be imported; nothing was changed. Correct the rows and send the file again."
    )
    otherwise: str = (
        "Others have changed the corpus since this was shown to you, so adding it would now do this. "
        "Nothing was stored yet. To keep it as a document of its own, drop it and send it under another name."
    )
    # what became of it
    added: str = "✅ Added “{title}” as `{document}`, version {version} (passages: {passages})."
    added_found: str = "The next question can cite it."
    already: str = "“{title}” already holds this very text, as `{document}`; nothing was added."
    already_shared: str = (
        "The corpus that every server sees already holds this very text (“{title}”); nothing was added."
    )
    imported: str = "✅ Imported. New records: {new}, changed: {changed}, known already: {same}."
    dropped: str = "Dropped. Nothing was added."
    kept_for_later: str = (
        "It is confirmed and kept, but could not be stored just now ({why}). "
        "I store it as soon as I can; you need not send it again."
    )
    finished: str = "(I was interrupted before; nothing was lost.)"
    waiting_none: str = "Nothing of yours is waiting."
    waiting: str = "Awaiting your confirmation"
    button_show: str = "Show {number}"
    # lists
    list_title: str = "Documents ({count})"
    list_removed: str = "Removed documents ({count})"
    list_empty: str = "No documents here yet. Add one with `/corpus add`."
    list_removed_empty: str = "Nothing has been removed."
    list_row: str = (
        "**{title}** · `{document}`\n-# passages: {passages} · version {version} · {whose} · {date}"
    )
    list_records: str = "Records: {own} of this server, {shared} shared"
    list_waiting: str = "awaiting your confirmation: {count} (/corpus waiting)"
    ours: str = "this server's"
    bundled: str = "seen by all servers"
    unknown: str = "There is no document or record {document} that this server can see."
    shown_versions: str = "Versions"
    shown_version: str = "{version} · {date} · {characters} characters · {who}"
    shown_removed: str = "removed on {date}; `/corpus restore` brings it back"
    shown_live: str = "in use"
    removed: str = (
        "Removed “{title}” (`{document}`). It is no longer cited; every version is kept, and "
        "`/corpus restore` brings it back."
    )
    removed_record: str = "Removed the record {document}. `/corpus restore` brings it back."
    restored: str = "“{title}” (`{document}`) is back, at version {version}. The next question can cite it."
    restored_record: str = "The record {document} is back."
    not_ours: str = (
        "“{title}” belongs to the corpus that all servers see; a server cannot change it. "
        "Nothing was changed."
    )
    history_title: str = "History of {document}"
    history_row: str = "`{at}` **{action}**{version} {who} {detail}"
    history_none: str = "Nothing is recorded about {document} here."
    you: str = "by you"
    moderator: str = "by moderator {mark}"
    operator: str = "by the operator"
    # export
    exported: str = "What this server has added: documents {documents}, records {records}, files {parts}."
    export_empty: str = "This server has added nothing yet, so there is nothing to export."
    export_left_out: str = "Too large to send: {names}. The operator can export them."
    # keeping
    fact_title: str = "title"
    fact_author: str = "author"
    fact_url: str = "link"
    fact_language: str = "language"
    fact_date: str = "date"
    fact_as_of: str = "as of"
    fact_valid_until: str = "valid until"
    edited: str = "`{document}` is corrected; its text and its citations are as they were."
    edit_row: str = "{name}: {value}"
    edit_nothing: str = (
        "Nothing was changed. Name what to correct: title, author, link, language, date, as of, valid until. "
        "A lone hyphen (-) clears any of these but the title."
    )
    rebuild_first: str = (
        "The index is being rebuilt, so nothing was changed. Try again when that is done: `/index status`."
    )
    purge_title: str = "Delete this for good?"
    purge_goes: str = (
        "This would be deleted: {document}, versions {versions}, with text, file and title; passages: "
        "{passages}; kept answers that quote or name it: {answers}."
    )
    purge_for_good: str = (
        "**It cannot be undone.** A line in the history stays (who, when, which id). Exports made before "
        "still hold it. To keep it and have it no longer cited, use `/corpus remove`."
    )
    button_purge: str = "Delete for good"
    button_keep: str = "Keep"
    kept: str = "Nothing was deleted."
    purge_gone: str = (
        "It is no longer as it was when this was asked, or is gone already; nothing was deleted. "
        "Look with `/corpus show`, and ask again with `/corpus purge`."
    )
    purged: str = (
        "Deleted for good: {document}, passages: {passages}, kept answers: {answers}. Messages of mine that "
        "quoted it are being deleted."
    )
    purged_traces: str = "The last traces leave the files as soon as nobody is reading them."
    affected_title: str = "Kept answers that cite {document}: {count}"
    affected_row: str = "{when} · {where} · version {versions} · {citations}"
    affected_private: str = "shown to one person"
    affected_none: str = "No kept answer of this server cites {document}."
    # the form
    paste_title: str = "Add text to the corpus"
    paste_name: str = "Title"
    paste_text: str = "Text (at most 4,000 characters)"
    paste_author: str = "Author (optional)"
    paste_url: str = "Link (optional)"
    paste_valid_until: str = "Valid until: YYYY-MM-DD (optional)"
    message_title: str = "Message of {author} in #{channel}, {date}"
    # the index
    status_title: str = "Index"
    status_text: str = (
        "This server searches **{passages}** passages: {own} of its own, {shared} shared.\n"
        "Generation `{generation}`, made {created}; {changed} text pieces changed since.\n"
        "Model {model} ({engine}), {dimensions} dimensions."
    )
    status_running: str = "A rebuild is running since {since}: {percent} %."
    status_memory: str = "in memory"
    rebuild_title: str = "Rebuilding the index"
    rebuild_text: str = "{bar} {percent} %\n{done} of {total} passages{left}"
    rebuild_left: str = ", about {seconds} s left"
    rebuild_note: str = (
        "One index serves all scopes, so all of it is rebuilt; each server still sees only its own part. "
        "Questions are answered from the old one meanwhile."
    )
    rebuild_by: str = "Started by {who} {since}"
    rebuild_busy: str = "Busy: a rebuild is running here, started by {who} {since} ({percent} %)."
    rebuild_busy_elsewhere: str = (
        "Busy: a rebuild of the index that all servers share is running since {since} ({percent} %). "
        "It covers this server too; you need not start another."
    )
    rebuild_resumed: str = "I was restarted meanwhile and have gone on."
    rebuild_done: str = "✅ {who}: the index is rebuilt: {passages} passages in {seconds} s."
    rebuild_cancelled: str = "{who}: the rebuild was cancelled. The index is as it was; nothing was lost."
    rebuild_failed: str = "⚠️ {who}: the rebuild failed, the index is as it was. {why}"
    rebuild_compared: str = "{scope}: {before} of {total} questions answered correctly before, {after} after"
    rebuild_compared_row: str = "`{question}`: {before} → {after}"
    rebuild_compared_ours: str = "this server"
    rebuild_compared_shared: str = "shared"
    rebuild_compared_elsewhere: str = "other servers"
    rebuild_right: str = "right"
    rebuild_wrong: str = "wrong"
    rebuild_worse: str = (
        "⚠️ {who}: the new index answers fewer of the golden questions correctly, so it is not used. "
        "The index is as it was."
    )
    golden_none: str = (
        "There are no golden questions that can be read, so nothing was built. The operator writes them into "
        "the state folder (docs/cli.md, “The index”); or rebuild without `preview`."
    )
    rolled_back: str = (
        "The previous generation is in use again, brought up to the corpus as it is: `{generation}`, "
        "passages {passages}."
    )
    rollback_none: str = (
        "There is no earlier generation that can be used: each was built by another model, or before "
        "something was deleted for good. The index is as it was."
    )
    button_cancel: str = "Cancel"
    cancelling: str = "Stopping; the index stays as it was."
    verify_fine: str = "✅ Index, passages and texts agree ({passages} passages checked)."
    verify_wrong: str = "⚠️ {count} things do not agree; `/index rebuild` builds the index anew.\n{lines}"
    # insights
    insights_title: str = "The last {days} days"
    insights_counts: str = "Questions: {asked}, not answered: {unanswered}. Median time: {median}."
    insights_no_time: str = "none yet"
    insights_storing_off: str = (
        "Question texts are not stored here (`/settings storing`), so there is little to see."
    )
    insights_unanswered: str = "Unanswered questions, grouped by meaning"
    insights_group: str = "**{number}.** {question} · {count}× · last {when}"
    insights_bad: str = "👎"
    insights_bad_row: str = "{when}: {reason} · {question}"
    insights_no_reason: str = "no reason given"
    insights_cited: str = "Most cited"
    insights_cited_row: str = "{count}× {title}"
    insights_never: str = "Never cited"
    insights_hint: str = "A number below opens a form: answer the question by adding a document."
    nothing: str = "nothing"
    # the weekly digest
    digest_title: str = "Questions from {start} to {end}"
    digest_counts: str = "Asked: {asked}, not answered: {unanswered}."
    digest_missing: str = "What to add: still unanswered, grouped by meaning"
    digest_disagree: str = "⚖️ Sources disagree"
    digest_disagree_row: str = "**{about}**: {sides}"
    digest_unsent: str = (
        "I am not allowed to post the weekly digest of **{server}** in {channel}, so it was left out. "
        "Edit Channel → Permissions fixes it; `/settings digest` chooses another channel, or none."
    )
    # settings
    settings_title: str = "Settings of this server"
    settings_role: str = "Moderators"
    settings_role_none: str = "anyone with Manage Server"
    settings_role_some: str = "anyone with Manage Server, and {role}"
    settings_channels: str = "Mentions are answered"
    settings_everywhere: str = "in every channel"
    settings_posts: str = "Posts that do not mention me"
    settings_posts_none: str = "not answered in any channel"
    settings_posts_row: str = "{channel}: {how}"
    settings_posts_always: str = "each one is answered"
    settings_posts_sure: str = "answered where I am sure"
    settings_posts_unseen: str = (
        "⚠️ Discord shows me only the titles of new threads, not the text of posts that do not mention me. "
        "The operator can have it shown: `FOOTBRIDGE_MESSAGE_CONTENT`."
    )
    settings_posts_no_channel: str = "I cannot see that channel. Let me view it, then choose it again."
    settings_posts_gap: str = "⚠️ Until you fix this I cannot answer there: {gap}"
    settings_private: str = "Answers to `/ask`"
    settings_private_on: str = "private unless the member says otherwise"
    settings_private_off: str = "seen by the channel unless the member says otherwise"
    settings_language: str = "Language"
    settings_language_reader: str = "the reader's own, where I speak it"
    settings_rates: str = "Questions a minute"
    settings_rates_text: str = "{user} a member, {guild} the server"
    settings_digest: str = "Weekly digest"
    settings_digest_none: str = "none"
    settings_digest_some: str = "in {channel}; the next one {next}"
    settings_digest_how: str = (
        "A digest needs a channel, a day, an hour and a time zone. Nothing was changed. Choose all four, or "
        "none to have no digest."
    )
    settings_digest_zone: str = (
        "I know of no time zone called “{zone}”. Nothing was changed. Start typing a city and choose from "
        "the list."
    )
    settings_storing: str = "Question texts"
    settings_storing_on: str = "stored for {days} days for `/insights`, with a keyed hash instead of the user"
    settings_storing_off: str = "not stored"
    settings_gaps: str = "Permissions that I lack"
    settings_no_gaps: str = "none, in any channel that members see"
    settings_role_step: str = (
        "One step is left, which Discord keeps for you: it shows my commands for moderators only to people "
        "with Manage Server. To show them to {role}: Server Settings → Integrations → Footbridge → the "
        "commands → Add Roles."
    )
    settings_everyone: str = (
        "@everyone cannot moderate; choose a role that moderators have. Nothing was changed."
    )
    settings_saved: str = "Saved."
    settings_last_channel: str = (
        "{channel} is the only channel where mentions are answered; without it they would be answered "
        "everywhere. Nothing was changed. Choose another channel first, or everywhere: `/settings mentions`."
    )
    settings_not_here: str = (
        "I keep a list of the channels where mentions are answered, not of those where they are not. "
        "Nothing was changed. Choose where they are, one at a time: `/settings mentions channel:`."
    )
    settings_too_many: str = "That is more channels than I can keep ({most}). Nothing was changed."


ENGLISH = ModeratorPhrases()
LANGUAGES: dict[str, ModeratorPhrases] = {"en": ENGLISH} | {
    language: replace(ENGLISH, **translation(language).moderators) for language in TRANSLATED
}


def moderator_phrases(language: str | None) -> ModeratorPhrases:
    """Pick the sentences of a language tag such as `en-GB`; English where there are none."""
    return pick(LANGUAGES, language)
