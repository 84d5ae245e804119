# Words of the view "plan".
plan-title = Plans
plan-new = New plan
plan-changing = Change of { $name }
plan-unnamed = unnamed plan
plan-begin = Begin a plan
plan-begin-draw = Draw a new plan
plan-begin-type = Type a new plan
plan-continue = Continue with { $name }
plan-own = Plans of this desk
plan-search = Search by name or planner
plan-show-ended = Show those that are over
plan-none = There are no plans yet. Draw one, or begin with a template or a file.
plan-none-found = No plan fits the search.
plan-more = { $n ->
    [one] Show one more
   *[other] Show more ({ $count } left)
 }
plan-has-conflict = meets what it may not
plan-starts-in = starts in { $duration }
plan-ends-in = ends in { $duration }
plan-over = its time is over
plan-unknown = This desk has no such plan any more.
plan-to-list = All plans
# The draft.
plan-name = Name
plan-priority = Priority
plan-priority-hint = Greater goes first. 0 if nothing is agreed.
plan-start-all = Start of the whole plan
plan-start = Start
plan-end = End
plan-heights = Heights
plan-state = State
plan-lower = From height
plan-upper = To height
plan-duration = Duration (minutes)
plan-buffer = Buffer (metres)
plan-tools = Draw
plan-tool-polygon = Area
plan-tool-rectangle = Rectangle
plan-tool-circle = Circle
plan-tool-linestring = Corridor
plan-tool-select = Move and edit
plan-tool-type = Type it
plan-tool-polygon-hint = Click the map at each corner. Enter, or a click on the first corner, finishes. Escape breaks off.
plan-tool-rectangle-hint = Click one corner, then the opposite one. Escape breaks off.
plan-tool-circle-hint = Click the centre, then the edge. Escape breaks off.
plan-tool-linestring-hint = Click the line point by point. Enter, or a click on the last point, finishes. Escape breaks off.
plan-tool-select-hint = Click a part. Drag it, its corners, or the points between them. A right click takes a corner away, Delete the part.
plan-type-polygon = Area by corners
plan-type-circle = Circle by centre and radius
plan-type-corridor = Corridor by points
plan-undo = Undo
plan-redo = Redo
plan-parts = Parts
plan-parts-none = Nothing is drawn yet: draw on the map, type corners, or take a file.
plan-parts-more = { $n ->
    [one] Show one more
   *[other] Show { $count } more
 }
plan-part = Part { $number }: { $kind }
plan-part-when = { $time }, for { $duration }
plan-part-wrong = incomplete
plan-part-remove = Remove part { $number }
plan-form-polygon = area
plan-form-circle = circle
plan-form-corridor = corridor
plan-center = Centre
plan-radius = Radius (metres)
plan-half-width = Half width (metres)
plan-half-width-hint = To each side of the line.
plan-corners = { $n ->
    [one] One point
   *[other] { $count } points
 }
plan-corner = Point { $number }
plan-corner-remove = Remove point { $number }
plan-corner-new = Another point
plan-corner-add = Add
plan-corners-more = { $n ->
    [one] Show one more point
   *[other] Show { $count } more points
 }
# What is wrong, before anything is sent.
plan-problem-name = The name is too long: at most { $most } bytes.
plan-problem-priority = The priority must be a whole number.
plan-problem-no-parts = Nothing is drawn yet.
plan-problem-height = A height is needed, { $least } to { $most }.
plan-problem-upper = The upper height must be above the lower one.
plan-problem-time = A date and a time are needed.
plan-problem-end = The end must be after the start.
plan-problem-buffer = The buffer must be { $least } to { $most } m.
plan-problem-vertices = An area needs { $least } to { $most } corners; it has { $count }.
plan-problem-area = This part covers { $area } km²; at most { $most } km² are allowed. Draw it smaller.
plan-problem-crossing = The edges of this area cross each other. Move a corner.
plan-problem-radius = The radius must be above 0 m.
plan-problem-line = A corridor needs two points at least.
plan-problem-width = Half of the width must be { $least } to { $most } m.
plan-problem-volumes = These parts make { $count } volumes; at most { $most } are allowed.
plan-problem-vertices-all = All parts together have { $count } corners; at most { $most } are allowed.
plan-problem-ahead = It may start at most { $days } days from now.
plan-problem-past = The whole plan lies in the past.
# The verdict.
plan-verdict = Verdict
plan-verdict-asking = Being checked…
plan-verdict-clear = Clear of everything this desk knows.
plan-verdict-warned = { $n ->
    [one] Could be accepted. Mind one thing.
   *[other] Could be accepted. Mind { $count } things.
 }
plan-verdict-blocked = { $n ->
    [one] Blocked: it meets something that it may not.
   *[other] Blocked: it meets { $count } things that it may not.
 }
plan-verdict-age = This answer is { $age } old, of { $time }.
plan-verdict-of-older = It is about an earlier version of the plan: the node could not be asked about this one.
plan-asked-here = Checked against what this desk knows.
plan-asked-everybody = The service and everybody concerned were asked.
plan-ask-everybody = Ask everybody now
plan-asking-everybody = Asking the service and everybody concerned…
plan-met-named = { $kind } { $name }
plan-met-of = of { $manager }
plan-list-comma = {", "}
plan-pair-depth = { $length } deep on the ground
plan-pair-height = { $length } of height in common
plan-pair-time = { $time } in common
plan-pair-seconds = { $n ->
    [one] one second in common
   *[other] { $seconds } seconds in common
 }
plan-pair-from = From { $time }.
plan-pairs = { $n ->
    [one] One place.
   *[other] { $count } places; the deepest is shown.
 }
plan-certain = It certainly overlaps.
plan-uncertain = It may overlap: heights are not known exactly.
plan-meetings-more = { $n ->
    [one] … and one more.
   *[other] … and { $count } more.
 }
plan-weight-lower-priority = it has the higher priority: this plan must give way
plan-weight-equal-priority = of the same priority and there first: this plan must give way
plan-weight-prohibited = prohibited area
plan-weight-unauthorised = area that needs an authorisation
plan-weight-higher-priority = this plan has the higher priority: the other must give way
plan-weight-equal-permitted = of the same priority; overlapping is agreed here
plan-weight-already = it met this one already while in use
plan-weight-advises = area with advice
plan-weight-authorised = an authorisation is said to be held
plan-authorisation = We hold an authorisation for this area
plan-authorisation-hint = This is your statement, recorded under your name. The system gives no permission.
plan-authorisation-said = You said that you hold an authorisation.
plan-authorisation-take-back = Take that back
# Ways around.
plan-ways = Ways around
plan-ways-seeking = Looking for ways around…
plan-ways-none = No way around within 6 hours and 300 m. Move or divide the plan.
plan-ways-failed = Ways around could not be looked for.
plan-way-later = +{ $time }
plan-way-earlier = −{ $time }
plan-way-higher = { $length } higher
plan-way-lower = { $length } lower
plan-way-hold = wait { $time } on the way
plan-way-from = from { $time }
plan-way-clear = checked: clear
plan-way-take = Take it
# Sending, and what came of it.
plan-send = Send
plan-submit = Submit
plan-send-change = Send the change
plan-discard = Discard
plan-discard-title = Discard this draft?
plan-discard-text = What was drawn and typed is lost. A plan that was sent already stays as it is.
plan-replace-text = Another draft is open. What was drawn and typed in it is lost.
plan-doing-submit = Submitting: the service and everybody concerned are being asked…
plan-doing-change = Sending the change…
plan-doing-activate = Activating…
plan-doing-contingent = Declaring it contingent…
plan-doing-end = Ending…
plan-done-submit = { $name } was accepted by the service. Everybody concerned is being told.
plan-done-change = The change of { $name } is in force. Everybody concerned is being told.
plan-done-activate = { $name } is activated. Everybody concerned is being told.
plan-done-contingent = { $name } is contingent. Everybody concerned is being told.
plan-done-end = { $name } has ended.
plan-being-found-out = { $name } was sent, but the service has not answered. Whether it was taken is being found out.
plan-unheard = The service was not heard. Whether it took place is being found out; it will be said here. Sending it again is safe.
plan-refused-submit = Refused: it meets what it may not. Nothing was changed.
plan-refused-activate = It cannot be activated: it meets what it may not.
plan-refused-field = Refused; see the field marked: { $text }
plan-changed-by-someone = Somebody changed this plan in the meantime.
plan-changed-draft-kept = Your draft is kept.
plan-differs = What differs
plan-theirs = As it is now
plan-mine = Your draft
plan-keep-mine = Keep mine; I have seen theirs
plan-take-theirs = Take theirs
# One plan.
plan-deeds = What can be done
plan-activate = Activate
plan-activate-from = It can be activated from { $time } on, in { $duration }.
plan-activate-not-now = It can be activated only while one of its volumes is active.
plan-change = Change
plan-duplicate = Duplicate
plan-contingent = Declare contingent
plan-contingent-title = Declare { $name } contingent?
plan-contingent-text = This tells everybody that the operation is outside its plan for good. It cannot be taken back; afterwards it can only be ended.
plan-contingent-known = Where it may be was said already; that stays.
plan-contingent-where = Where it may be from now on: around its volumes by
plan-contingent-lateral = To each side (metres)
plan-contingent-vertical = Up and down (metres)
plan-contingent-longer = Longer by (minutes)
plan-end-deed = End
plan-end-title = End { $name }?
plan-end-text = Its volumes become free and everybody concerned is told. It cannot be taken up again.
plan-pending = on its way to: { $state }
plan-pending-since = The service has not answered for { $duration }. Whether it was taken is being found out.
plan-telling = { $n ->
    [one] one party still to be told
   *[other] { $count } parties still to be told
 }
plan-telling-failing = { $n ->
    [one] One of them does not answer.
   *[other] { $count } of them do not answer.
 }
plan-told-all = Everybody concerned was told.
plan-outside = Outside its volumes for { $duration }
plan-contingent-in = Contingent in { $duration }, unless it comes back.
plan-contingent-due = It is becoming contingent.
plan-left-at = Left at
plan-meets = What it meets
plan-meets-nothing = It meets nothing that this desk knows.
plan-volumes = Volumes
plan-off-nominal = off-nominal
plan-planner = Planned by
plan-made = Made
plan-last-change = Changed
plan-last-position = Last position
plan-authorisations = Authorisations
plan-authorisations-count = { $n ->
    [one] one is said to be held
   *[other] { $count } are said to be held
 }
plan-id = Id
# Files.
plan-from-file = From a file
plan-file = GeoJSON, KML, KMZ, or a QGroundControl plan
plan-file-hint = Pick it, or drop it here. At most 16 MiB. Nothing is submitted by this.
plan-file-too-large = This file has { $size } MiB; at most { $most } MiB are read. Leave out what is not needed, or divide it.
plan-file-reading = Being read…
plan-file-volumes = { $n ->
    [one] One volume was read.
   *[other] { $count } volumes were read.
 }
plan-file-needs-start = The file does not say when it starts.
plan-file-buffers = Buffers
plan-file-lateral = To each side (metres)
plan-file-vertical = Up and down (metres)
plan-file-usual = The usual one if empty.
plan-file-take = Make a plan of it
plan-file-add = Add it to the plan
plan-stated = What was assumed
# Templates.
plan-templates = Templates
plan-templates-none = There are no templates yet. Any plan can be saved as one.
plan-template-start = Start of plans made from templates
plan-template-use = Use
plan-template-by = by { $by }, { $time }
plan-template-save = Save as a template
plan-template-name = Name of the template
plan-template-name-wrong = The name must have 1 to { $most } bytes.
plan-template-too-large = This plan is too large for a template: at most { $most } KiB.
plan-template-saved = The template { $name } was saved.
plan-template-replace-title = Replace the template?
plan-template-replace = There is already a template { $name }. It would be replaced.
plan-template-replace-deed = Replace
plan-template-delete = Delete the template { $name }
plan-template-delete-title = Delete this template?
plan-template-delete-text = { $name } is deleted for everybody. Plans made from it stay.
