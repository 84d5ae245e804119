# The map, its slider, and the panel beside it.
map-title = Map. Arrow keys move it, plus and minus zoom.
map-controls = Map controls
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-fit-all = Show everything
map-locate = Show the selected thing
map-no-webgl = The map cannot be drawn in this browser (WebGL is missing). Lists and details work without it.
map-basemap-failed = The ground of the map could not be loaded: { $detail }
map-at-pointer = Under the pointer:
map-at-middle = Middle of the map:
map-scale = Scale:
map-scale-m = { $value } m
map-scale-km = { $value } km
map-scale-ft = { $value } ft
map-scale-nm = { $value } NM
map-inactive = not active now
map-withheld-short = details withheld
map-depth-horizontal = ↔ { $length }
map-depth-vertical = ↕ { $length }
map-depth-time = ⏱ { $time }
map-time = Time
map-time-slider = Moment that the map shows
map-now = Now
map-play = Let time run { $rate } times as fast
map-ahead = in { $duration }
map-back = { $duration } ago
map-tick = { $hours } h
map-seen-operations = On the map: { $own ->
    [one] { $ownText } own operation
   *[other] { $ownText } own operations
  }, { $peers ->
    [one] { $peersText } of other parties.
   *[other] { $peersText } of other parties.
  }
map-seen-off-nominal = { $n ->
    [0] None is off-nominal.
    [one] { $nText } is off-nominal.
   *[other] { $nText } are off-nominal.
  }
map-seen-zones = { $n ->
    [one] { $nText } of { $allText } areas is active.
   *[other] { $nText } of { $allText } areas are active.
  }
map-seen-positions = { $n ->
    [0] No aircraft is seen.
    [one] { $nText } aircraft is seen.
   *[other] { $nText } aircraft are seen.
  }
map-seen-conflicts = { $n ->
    [0] No conflict at this moment.
    [one] { $nText } conflict at this moment.
   *[other] { $nText } conflicts at this moment.
  }
# The panel.
map-list = On the map
map-search = Search by name, id or party
map-what = What
map-what-all = everything
map-what-own-operation = own operations
map-what-peer-operation = operations of others
map-what-area = areas
map-what-constraint = constraints
map-sort = State or kind
map-any = any
map-active-only = Only what is there at the shown moment
map-found = { $n ->
    [0] Nothing like that.
    [one] { $count } found.
   *[other] { $count } found.
  }
map-more = { $n ->
    [one] Show { $count } more
   *[other] Show more of { $count }
  }
map-left-out = { $n ->
    [one] { $count } is left out.
   *[other] { $count } are left out.
  }
map-own = own
map-peer = other party
map-show = Show on the map
map-open-plan = Plan
map-open-area = Area
map-open-log = Show in the log
map-gone = This is no longer part of the picture.
map-when = When
map-heights = Heights
map-band = { $lower } to { $upper }
map-priority = Priority
map-not-told = not told
map-planner = Planned by
map-changed = Changed
map-pending = Being written
map-pending-since = since { $time }, not answered yet
map-excursion = Outside its volumes since
map-last-position = Last position
map-manager = Party
map-told-by = Told by
map-version = Version
map-id = Id
map-withheld = Its party does not answer and told no details: it may be anywhere within these volumes.
map-published = Published
map-published-yes = yes, others are told
map-published-no = no, known only to this desk
map-schedule = Active
map-windows-until = Times are worked out until { $time }.
map-volumes = { $n ->
    [one] { $count } volume
   *[other] { $count } volumes
  }
map-meets = Meets
map-meets-nothing = It meets nothing that this desk knows of.
map-uncertain = perhaps: a height is not exactly known
map-profile = Vertical profile
map-profile-terrain = Heights above the WGS 84 ellipsoid. The ground is not shown: it is not known here.
map-profile-table = The profile as a table
map-profile-summary = { $span }: { $n ->
    [0] no overlap.
    [one] { $count } overlap.
   *[other] { $count } overlaps.
  }
map-box-own = Volume
map-box-own-off-nominal = off-nominal volume
map-box-other = Other operation
map-box-zone = Area
map-box-overlap = Overlap with
map-goto = Go to coordinates
map-go = Go
map-layers = Layers and legend
map-layers-shown = Show
map-layer-operations = Operations
map-layer-areas = Areas and constraints
map-layer-positions = Aircraft
map-layer-conflicts = Conflicts
map-layer-names = Names of countries and places
map-layer-grid = Grid of coordinates
map-sample-aircraft = aircraft; hollow: last heard of more than 15 s ago
map-sample-conflict = conflict at the shown moment; hollow: later
map-sample-meeting = meeting that is allowed
map-legend-hint = Diamonds are own operations, triangles those of others. Full symbols fly. A dashed outline is accepted, a solid one activated, a dotted one not active at the shown moment. Aircraft are shown for now only.
map-unit-m = m
map-unit-ft = ft
map-not-drawn = { $n ->
    [one] { $count } more thing is not drawn: there are too many.
   *[other] { $count } more things are not drawn: there are too many.
}
