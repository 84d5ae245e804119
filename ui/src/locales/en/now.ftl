# The view "now": what needs somebody, alerts, notices.
now-heading = What needs you now
now-badge = { $n ->
    [one] { $count } urgent item
   *[other] { $count } urgent items
 }
now-summary = Urgent: { $urgent } · soon: { $soon } · to know: { $know }
now-urgency-urgent = urgent
now-urgency-soon = soon
now-urgency-know = to know
now-over = no longer needs anybody
now-more = { $n ->
    [one] and { $count } more
   *[other] and { $count } more
 }
now-nothing = Nothing needs anybody now.
now-nothing-age = As of { $time }, { $age } ago.
now-nothing-stale = This picture is { $age } old: nobody can say from it whether anything needs you.
now-nothing-known = The picture has not come yet: nobody can say whether anything needs you.
now-nothing-then = Nothing needed anybody at { $time }, as far as this desk knew.
now-group-line = The line to the node
now-group-conflict = Conflicts
now-group-off-nominal = Own operations outside their volumes
now-group-peer-off-nominal = Others outside their volumes nearby
now-group-area-soon = Areas about to become active
now-group-delivery = Others who could not be told
now-group-unheard = Writes without an answer
now-group-due = Operations about to start or end
now-group-unseen = Notices
now-show-on-map = Show on the map
now-show-plan-on-map = Show { $plan } on the map
now-open-plan = Open the plan
now-change-plan = Change the plan
now-open-area = Open the area
now-open-node = Look at the node
now-take = I have it
now-taken = You have it
now-activate = Activate
now-activated = { $plan } is activated.
now-end = End
now-end-title = End { $plan }?
now-end-text = The operation is removed from the DSS and others are told. This cannot be undone.
now-ended = { $plan } has ended.
now-mark-seen = Mark as seen
now-seen-done = The notices are marked as seen.
now-other-own = your operation { $name }
now-other-peer = operation { $name } of { $manager }
now-other-area = the area { $name }
now-other-constraint = the constraint { $name } of { $manager }
now-depth-across = { $length } deep on the ground
now-depth-height = { $length } of common height
now-depth-time = { $duration } of common time
now-depth-places = { $n ->
    [one] in { $count } place
   *[other] in { $count } places
 }
now-uncertain = not certain: heights are not known exactly
now-weight-lower-priority = the other has precedence
now-weight-equal-priority = neither has precedence
now-weight-prohibited = flying there is prohibited
now-weight-unauthorised = an authorisation is needed that the plan does not name
now-weight-higher-priority = yours has precedence: the other should give way
now-weight-equal-permitted = permitted among equals
now-weight-already = it was so before the last change
now-weight-advises = advice only
now-weight-authorised = the plan names an authorisation
now-line-title = The node is not heard
now-line-means = What you see does not change any more. Nothing new will reach you here until the line is back.
now-conflict-title = { $plan } is in conflict with { $other }
now-conflict-permitted = { $plan } meets { $other }
now-off-nonconforming = { $plan } is outside its volumes: non-conforming
now-off-contingent = { $plan } is contingent
now-off-contingent-means = others were told where it may be
now-contingent-in = contingent in { $duration }
now-contingent-due = contingent at any moment
now-peer-title = Operation { $other } of { $manager } is { $state }
now-peer-meets = it meets { $plans }
now-peer-near = near your operations
now-peer-near-plans = near { $plans }
now-area-title = { $name } ({ $kind })
now-area-of = constraint of { $manager }
now-area-inside = there: { $plans }
now-delivery-title = { $n ->
    [one] { $to } could not be told of { $count } thing
   *[other] { $to } could not be told of { $count } things
 }
now-delivery-operation = operation { $name }
now-delivery-constraint = constraint { $name }
now-delivery-about = about { $subjects }
now-delivery-attempts = { $n ->
    [one] tried { $count } time
   *[other] tried { $count } times
 }
now-delivery-problem = the problem: { $problem }
now-unheard-title = The DSS has not answered: { $plan } is to be { $state }
now-unheard-means = the node is finding out whether it was taken
now-due-start = { $plan } starts soon and is not activated
now-due-late = { $plan } should have started and is not activated
now-due-end = { $plan } ends soon
now-due-over-flying = { $plan } is over its time and still activated
now-due-over-unflown = { $plan } is over its time and was not activated
now-due-over-means = the airspace is not held for it any more
now-unseen-title = { $n ->
    [one] { $count } notice that nobody has seen
   *[other] { $count } notices that nobody has seen
 }
now-when-meets = they meet { $when }
now-when-met = the overlap began { $when }
now-when-outside = left its volumes { $when }
now-when-since = it began { $when }
now-when-active = becomes active { $when }
now-when-active-since = became active { $when }
now-when-until = ends { $when }
now-when-waits = waiting: it began { $when }
now-when-next-try = next try { $when }
now-when-starts = starts { $when }
now-when-ends = ends { $when }
now-when-started = the start was { $when }
now-when-ended = the end was { $when }
now-when-oldest = the oldest: { $when }
now-announce-many = { $n ->
    [one] { $n } new urgent item
   *[other] { $n } new urgent items
 }
now-alerts = Sound and notifications
now-alert-sound = Sound for what is urgent
now-alert-notifications = Browser notifications for what is urgent
now-sound-ready = sound works
now-sound-waiting = the browser keeps this page silent
now-sound-waiting-help = No sound yet: the browser keeps this page silent until you click or press a key on it.
now-sound-unsupported = This browser cannot play the sounds.
now-sound-allow = Turn the sound on
now-notification-ready = notifications work
now-notification-ask = the browser was not asked yet
now-notification-ask-help = Notifications are chosen, but the browser was not asked yet: press the button under “Sound and notifications”.
now-notification-denied = the browser blocks notifications
now-notification-denied-help = The browser blocks notifications of this page. Allow them in the browser’s settings for this site (the symbol beside the address), then load the page again.
now-notification-insecure = not over an insecure connection
now-notification-insecure-help = Browsers notify only on pages that came over HTTPS or from the same machine. Use the HTTPS address of this desk.
now-notification-unsupported = this browser does not notify
now-notification-unsupported-help = This browser has no notifications for pages. The sound still works.
now-notification-allow = Ask the browser
now-try-conflict = Try: conflict
now-try-left = Try: outside its volumes
now-test-title = A try
now-test-conflict = This is how a conflict sounds and looks.
now-test-left = This is how an operation outside its volumes sounds and looks.
now-test-sound-off = Sound is turned off.
now-test-sound-played = The sound was played. If you heard nothing, look at the volume of this machine.
now-test-sound-blocked = The browser did not play the sound. Click anywhere on the page and try again.
now-test-notification-off = Notifications are turned off.
now-test-notification-shown = A notification was shown. If you see none, look at the settings of this machine (“do not disturb”).
now-test-notification-blocked = The browser did not show a notification.
now-notices = Newest notices
now-kind = Kind
now-all-kinds = all kinds
now-unseen-only = Only those that nobody has seen
now-no-notices = No notices.
now-not-seen = not seen
now-seen-by = Seen by { $by }, { $time }
now-show-more = { $n ->
    [one] Show more ({ $count } left)
   *[other] Show more ({ $count } left)
 }
now-kind-conflict-found = conflict found
now-kind-conflict-cleared = conflict cleared
now-kind-plan-changed-near = change nearby
now-kind-area-activated = area met
now-kind-state-changed = state changed
now-kind-left-volumes = left its volumes
now-kind-back-in-volumes = back in its volumes
now-kind-delivery-failing = could not be told
now-kind-write-unheard = write without an answer
now-kind-reconciled = write found out
now-kind-meetings-left-out = meetings left out
now-kind-peer-unreadable = unreadable answer
now-notice-conflict-found = { $blocks ->
    [true] { $own } is in conflict with { $other }.
   *[other] { $own } meets { $other }; that is permitted.
 }
now-notice-conflict-cleared = { $own } no longer meets { $other }.
now-notice-changed-near = Operation { $other } of { $manager } near { $own } is now { $state }.
now-notice-ended-near = Operation { $other } of { $manager } near { $own } has ended.
now-notice-area-activated = { $own } lies in { $other }.
now-notice-state-changed = { $automatic ->
    [true] { $own } went from { $from } to { $to } by itself.
   *[other] { $own } went from { $from } to { $to }.
 }
now-notice-state-new = { $own } is { $to }.
now-notice-left-volumes = { $own } left its volumes.
now-notice-back-in-volumes = { $own } is back in its volumes.
now-notice-delivery-failing = { $n ->
    [one] { $to } could not be told of { $own } (tried { $count } time): { $problem }
   *[other] { $to } could not be told of { $own } (tried { $count } times): { $problem }
 }
now-notice-write-unheard = The DSS did not answer about { $own }; the node is finding out whether it was taken.
now-notice-reconciled-landed = It was found out: the DSS took the change of { $own }.
now-notice-reconciled-lost = It was found out: the DSS did not take the change of { $own }.
now-notice-meetings-left-out = { $n ->
    [one] { $own }: so much was met at once that { $count } meeting is not recorded.
   *[other] { $own }: so much was met at once that { $count } meetings are not recorded.
 }
now-notice-peer-unreadable = { $manager } answered what could not be read: { $problem }
