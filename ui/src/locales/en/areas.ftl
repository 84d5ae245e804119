# The view "areas".
areas-own = Areas of this desk
areas-back = All areas
areas-missing = There is no such area. It may have been removed; the log tells.
areas-search = Search by name
areas-kind = Kind
areas-kind-all = all kinds
areas-time = When
areas-time-all = at any time
areas-time-active = active now
areas-time-soon = becoming active within 24 h
areas-publication = Published
areas-publication-all = published or not
areas-publication-published = published
areas-publication-unpublished = not published
areas-listed = { $n ->
    [one] { $count } area fits
   *[other] { $count } areas fit
 }
areas-show-more = { $n ->
    [one] Show more ({ $count } left)
   *[other] Show more ({ $count } left)
 }
areas-more = { $n ->
    [one] and { $count } more
   *[other] and { $count } more
 }
areas-always = always active
areas-active = active, without end
areas-active-until = active; ends { $when }, { $time }
areas-active-from = becomes active { $when }, { $time }
areas-over = not active any more, as far as is worked out
areas-published = published
areas-publishing = published, not all of it at the DSS yet
areas-published-nothing = published, nothing to tell yet
areas-unpublished = not published
areas-withdrawing = being withdrawn
areas-show-on-map = Show on the map
areas-log = What happened (log)
areas-heights = Heights
areas-schedule = When it is active
areas-windows = The next times
areas-window-start = from
areas-window-end = to
areas-window-length = length
areas-open-start = without beginning
areas-open-end = without end
areas-windows-unlisted = { $n ->
    [one] { $count } later time is worked out but not listed.
   *[other] { $count } later times are worked out but not listed.
 }
areas-windows-until = Worked out until { $time }.
areas-week = The next seven days, { $zone }
areas-week-table = Chart of the next seven days; the table below says the same.
areas-week-unknown = Not listed after { $time }.
areas-constraints = What others were told
areas-no-constraints = Nothing: the area is not published.
areas-no-constraints-yet = Nothing yet: no time of it is near enough.
areas-constraint-at-dss = at the DSS
areas-constraint-being-written = being written
areas-constraint-being-removed = being removed
areas-constraint-not-at-dss = not at the DSS
areas-version = version { $version }
areas-constraints-unlisted = { $n ->
    [one] and { $count } more constraint
   *[other] and { $count } more constraints
 }
areas-said = What its file says
areas-message = Message
areas-reason = Reason
areas-conditions = Conditions
areas-authority = Whom to ask
areas-everything = Everything that its file said
areas-changed = Changed { $time } (revision { $revision })
areas-source = Read from { $format }: { $path }
areas-publish = Publish
areas-publish-title = Publish { $name }?
areas-publish-text = Everybody who subscribed there is told that it is { $kind }, and where it is, how high, and when it is active: as constraints at the DSS. Its name and whom to ask are told too.
areas-publish-done = { $name } is published; its constraints are being written.
areas-withdraw = Withdraw
areas-withdraw-title = Withdraw { $name }?
areas-withdraw-text = Its constraints are removed from the DSS, and others are told that it is no more. Here it stays.
areas-withdraw-done = { $name } is withdrawn; its constraints are being removed.
areas-remove = Remove
areas-remove-title = Remove { $name }?
areas-remove-text = Plans of this desk are no longer held against it. To have it again, its file must be imported again.
areas-remove-text-published = It is published: its constraints are removed from the DSS too, and others are told. Plans of this desk are no longer held against it. To have it again, its file must be imported again.
areas-remove-done = { $name } is removed.
areas-cannot-publish = This desk is not set up to publish areas (manages_constraints).
areas-known = Constraints of others
areas-known-hint = What others told this desk. Only their managers change them.
areas-known-none = None is known.
areas-known-of = of { $manager }
areas-known-zone = What its manager says
areas-import = Import
areas-import-one = Several files were dropped; the first one was taken. Give the others one after the other.
areas-file = Choose a file of areas
areas-file-hint = GeoJSON, KML or KMZ, ED-318, ED-269, OpenAir; at most { $size } MiB. Or drop it here. It is looked at first; nothing is put in before you say so.
areas-format = Read as
areas-format-auto = what it seems to be
areas-format-geo-json = GeoJSON
areas-format-kml = KML, KMZ
areas-format-ed318 = ED-318
areas-format-ed269 = ED-269
areas-format-open-air = OpenAir
areas-file-empty = The file is empty.
areas-file-large = The file has { $size } MiB; at most { $most } MiB are read. It was not sent. Split it into several files.
areas-file-binary = This is no file of areas: it seems to be a picture, a PDF or a file of another program. It was not sent.
areas-file-encoding = The file is written as UTF-16. Save it as UTF-8 and choose it again.
areas-file-unreadable = The file could not be read. It may be a folder, or have been moved.
areas-checking = The node looks at the file…
areas-importing = The areas are being put in…
areas-check-failed = The file could not be read:
areas-import-failed = The import did not succeed. It may have been made in part; it can be made again.
areas-check-again = Look at it again
areas-put-away = Put the file away
areas-would-come = { $n ->
    [0] Nothing of this file can be put in.
    [one] { $count } area can be put in; new: { $fresh }.
   *[other] { $count } areas can be put in; new: { $fresh }.
 }
areas-is-new = new
areas-is-known = here already: stays, or is replaced if it differs
areas-import-deed = { $n ->
    [one] Put in { $count } area
   *[other] Put in { $count } areas
 }
areas-imported = { $n ->
    [0] No area was put in.
    [one] { $count } area was put in.
   *[other] { $count } areas were put in.
 }
areas-problems = What is wrong in the file
areas-problem-what = Weight
areas-problem-where = Where
areas-problem-says = What the node says
areas-errors = { $n ->
    [one] { $count } error: left out
   *[other] { $count } errors: left out
 }
areas-warnings = { $n ->
    [one] { $count } warning: read in spite of it
   *[other] { $count } warnings: read in spite of it
 }
areas-error = left out
areas-warning = read
areas-problems-unlisted = { $n ->
    [one] and { $count } more problem, not listed
   *[other] and { $count } more problems, not listed
 }
