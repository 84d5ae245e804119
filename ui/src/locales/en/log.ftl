# The log: what happened, and what was known when.
log-timeline = What this desk knew
log-slider = Moment in the ledger
log-now = now
log-at-now = You are looking at the live picture.
log-knew-at = Shown: what this desk knew at { $time } (record { $index }).
log-step-back = One record back
log-step-on = One record on
log-back-to-now = Back to now
log-fetching = Reading the ledger…
log-choose-moment = Choose a moment
log-moment = Moment
log-span = The slider reaches back
log-span-hour = one hour
log-span-day = one day
log-span-week = one week
log-span-all = to the first record
log-keys = Keys: [ one record back, ] one record on.
log-filter = Filter and export
log-filtered = only a part is shown
log-filter-none = Show everything
log-entity = Operation, area or other thing
log-entity-hint = By name, or the whole id.
log-actor = Who
log-actor-hint = A party, person:name, or desk:party.
log-kind = What
log-kind-all = everything
log-group-operations = operations and templates
log-group-conflicts = conflicts and notices
log-group-others = what others disclosed
log-group-areas = areas
log-group-deliveries = telling others
log-group-people = people and sessions
log-group-upkeep = upkeep
log-from = From
log-to = To
log-export-csv = Save as CSV
log-export-ndjson = Save as NDJSON
log-export-picture = Save this picture (JSON)
log-entries = Entries, newest first
log-new =
    { $count ->
        [one] { $number } new entry
       *[other] { $number } new entries
    }
log-older = Show older entries
log-not-yet = Nothing found yet; older records have not been looked through.
log-further = Look further back
log-empty = Nothing is recorded that fits this filter.
log-full = { $number } entries are shown at most. Use the filter or the export for older ones.
log-index = record { $index }
log-more-events =
    { $count ->
        [one] and { $number } more thing in this record
       *[other] and { $number } more things in this record
    }
log-travel-here = What was known then
log-show = On the map
log-only = Only this
log-actor-person = person
log-actor-desk = desk
log-actor-party = party
log-by-desk = this desk by itself
log-by-console = at the machine itself
log-position = at { $place }, height { $height } W84
log-delivery = telling { $id }
log-depth-ground = { $length } along the ground
log-depth-height = { $length } of height
log-depth-time = { $duration } in time
# Sentences, one for each kind of event.
log-event-unknown = Recorded: { $kind } { $name }
log-event-write-begun =
    { $ended ->
        [true] Asked the DSS to end { $name }.
       *[other] Asked the DSS to take { $name } as { $state }.
    }
log-event-write-landed =
    { $ended ->
        [true] { $name } has ended.
       *[other] The DSS took { $name }.
    }
log-event-write-failed = The DSS did not take { $name }.
log-event-orphan-settled = { $name } was looked for and is not at the DSS.
log-event-conformance-noted =
    { $outside ->
        [true] { $name } has left its volumes.
       *[other] { $name } is back in its volumes.
    }
log-event-operation-forgotten = { $name } ended long ago and is not kept in the picture any more.
log-event-template-put = The template { $name } was saved.
log-event-template-removed = The template { $name } was deleted.
log-event-met = { $name } meets { $other }.
log-event-parted = { $name } does not meet { $other } any more.
log-event-noticed = A notice was given.
log-event-notices-seen = Notices up to number { $number } were seen.
log-event-operation-known = { $manager } disclosed its operation { $name }, state: { $state }.
log-event-operation-gone = The operation { $name } of another party is over.
log-event-constraint-known = { $manager } disclosed its constraint { $name }.
log-event-constraint-gone = The constraint { $name } of another party is over.
log-event-reported = Report from { $name } to { $to }.
log-event-area-put = The area { $name } was put in.
log-event-area-removed = The area { $name } was removed.
log-event-area-published =
    { $published ->
        [true] The area { $name } is to be told to others.
       *[other] The area { $name } is not told to others any more.
    }
log-event-windows-extended = The schedule of { $name } was worked out until { $until }.
log-event-constraint-put = The constraint { $name } of this desk has changed.
log-event-constraint-removed = The constraint { $name } of this desk is no more.
log-event-delivery-due = { $to } is to be told of { $name }.
log-event-delivery-made = The other party was told.
log-event-delivery-failed =
    { $until-is ->
        [none] The other party could not be told; this was given up.
       *[other] The other party could not be told; the next attempt is at { $until }.
    }
log-event-delivery-superseded = One telling was replaced by a later one.
log-event-person-added = { $name } was added as { $role }.
log-event-person-changed = The account of { $name } was changed, role: { $role }.
log-event-password-changed = The password of { $name } was changed; all sessions ended.
log-event-totp-set = { $name } has a second factor now.
log-event-totp-dropped = { $name } has no second factor any more.
log-event-person-removed = { $name } was removed from this desk.
log-event-signed-in = { $name } signed in.
log-event-signed-out = { $name } signed out.
log-event-signed-out-everywhere = { $name } was signed out everywhere.
log-event-session-expired = A session was over.
log-event-watch-kept = The subscription { $name } at the DSS was renewed.
log-event-watch-dropped = The subscription { $name } at the DSS was ended.
log-event-probed = The store was tried.
# Notices, by their kind.
log-notice-conflict-found = Notice: { $name } conflicts with { $other }.
log-notice-conflict-cleared = Notice: { $name } does not conflict with { $other } any more.
log-notice-plan-changed-near = Notice: { $manager } changed an operation near { $name }.
log-notice-area-activated = Notice: { $other } is active where { $name } flies.
log-notice-state-changed =
    { $automatic ->
        [true] Notice: { $name } became { $state } by itself.
       *[other] Notice: { $name } became { $state }.
    }
log-notice-left-volumes = Notice: { $name } has left its volumes.
log-notice-back-in-volumes = Notice: { $name } is back in its volumes.
log-notice-delivery-failing = Notice: { $to } cannot be told, { $count ->
        [one] { $number } attempt
       *[other] { $number } attempts
    } so far.
log-notice-write-unheard = Notice: the DSS did not answer about { $name }; this is being cleared up.
log-notice-reconciled =
    { $landed ->
        [true] Notice: it is clear now that the DSS took { $name }.
       *[other] Notice: it is clear now that the DSS did not take { $name }.
    }
log-notice-meetings-left-out = Notice: { $count ->
        [one] { $number } meeting was
       *[other] { $number } meetings were
    } too many to be recorded one by one.
log-notice-peer-unreadable = Notice: what { $manager } answers cannot be read.
