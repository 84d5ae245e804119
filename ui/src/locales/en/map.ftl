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
