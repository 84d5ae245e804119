# The people of the desk.
people-not-yours = Only administrators see the people of the desk.
people-intro = Who may sign in here, and as what. A change of role takes effect at once, in sessions that are open too.
people-count = { $n ->
    [one] { $count } person
   *[other] { $count } people
  }
people-add = Add somebody
people-edit = Name and role
people-edit-title = Change { $name }
people-name = Name for signing in
people-name-hint = Letters, digits, dot, hyphen and underline; at most 64. It cannot be changed later.
people-name-missing = Give a name.
people-name-long = A name has at most 64 characters.
people-name-form = A name is made of letters, digits, dot, hyphen and underline, with a letter or digit among them.
people-name-taken = Somebody has this name already.
people-last-administrator = This is the last administrator who can sign in: somebody else must become one first.
people-full-name = Full name
people-role = Role
people-role-viewer = Sees everything, changes nothing.
people-role-planner = Also plans, changes and ends operations, and imports areas.
people-role-duty-officer = Also publishes and removes areas, and takes notices.
people-role-administrator = Also manages people.
people-role-at-once = A change of role takes effect at once, in open sessions too.
people-password-made = A password is made for this person and shown to you once.
people-you = you
people-disabled = may not sign in
people-totp = second factor
people-no-totp = no second factor
people-sessions = Signed in
people-sessions-count = { $n ->
    [0] nowhere
    [one] in { $count } browser
   *[other] in { $count } browsers
  }
people-last = Last signed in
people-never = never
people-created = Added
people-password = New password
people-password-text = { $name } gets a new password and is signed out everywhere. The old one ends at once. The new one is shown to you once.
people-end-sessions = Sign out everywhere
people-end-sessions-text = { $name } is signed out in all browsers at once and can sign in again.
people-end-totp = End the second factor
people-end-totp-text = { $name } can then sign in with the password alone. Do this only if the device is lost.
people-disable = Bar from signing in
people-disable-text = { $name } is signed out everywhere and cannot sign in until you allow it again.
people-enable = Allow signing in
people-remove = Remove
people-remove-text = { $name } is removed and cannot sign in any more. What this person did stays in the log. This cannot be undone.
people-done = Done: { $name }
people-handover = Hand over this password
people-handover-text = This is the password of { $name }. It is shown this once; hand it over by a safe way and have it changed after the first sign-in.
people-copy = Copy
people-copied = Copied.
people-handed-over = I have handed it over
