# La carte, son curseur de temps et le panneau à côté.
map-title = Carte. Les flèches la déplacent, plus et moins changent l’échelle.
map-controls = Commandes de la carte
map-zoom-in = Rapprocher
map-zoom-out = Éloigner
map-fit-all = Tout montrer
map-locate = Montrer l’élément choisi
map-no-webgl = La carte ne peut pas être dessinée dans ce navigateur (WebGL manque). Les listes et les détails fonctionnent sans elle.
map-basemap-failed = Le fond de carte n’a pas pu être chargé : { $detail }
map-at-pointer = Sous le pointeur :
map-at-middle = Milieu de la carte :
map-scale = Échelle :
map-scale-m = { $value } m
map-scale-km = { $value } km
map-scale-ft = { $value } ft
map-scale-nm = { $value } NM
map-inactive = non actif à ce moment
map-withheld-short = détails non communiqués
map-depth-horizontal = ↔ { $length }
map-depth-vertical = ↕ { $length }
map-depth-time = ⏱ { $time }
map-time = Temps
map-time-slider = Moment que montre la carte
map-now = Maintenant
map-play = Faire passer le temps { $rate } fois plus vite
map-ahead = dans { $duration }
map-back = il y a { $duration }
map-tick = { $hours } h
map-seen-operations = Sur la carte : { $own ->
    [one] { $ownText } opération de ce bureau
   *[other] { $ownText } opérations de ce bureau
  }, { $peers ->
    [one] { $peersText } d’autres parties.
   *[other] { $peersText } d’autres parties.
  }
map-seen-off-nominal = { $n ->
    [0] Aucune n’est hors norme.
    [one] { $nText } est hors norme.
   *[other] { $nText } sont hors norme.
  }
map-seen-zones = { $n ->
    [one] { $nText } zone sur { $allText } est active.
   *[other] { $nText } zones sur { $allText } sont actives.
  }
map-seen-positions = { $n ->
    [0] Aucun aéronef n’est vu.
    [one] { $nText } aéronef est vu.
   *[other] { $nText } aéronefs sont vus.
  }
map-seen-conflicts = { $n ->
    [0] Aucun conflit à ce moment.
    [one] { $nText } conflit à ce moment.
   *[other] { $nText } conflits à ce moment.
  }
# Le panneau.
map-list = Sur la carte
map-search = Chercher par nom, identifiant ou partie
map-what = Quoi
map-what-all = tout
map-what-own-operation = nos opérations
map-what-peer-operation = opérations des autres
map-what-area = zones
map-what-constraint = contraintes
map-sort = État ou genre
map-any = n’importe lequel
map-active-only = Seulement ce qui est là au moment montré
map-found = { $n ->
    [0] Rien de tel.
    [one] { $count } résultat.
   *[other] { $count } résultats.
  }
map-more = { $n ->
    [one] En montrer { $count } de plus
   *[other] En montrer plus, sur { $count }
  }
map-left-out = { $n ->
    [one] { $count } est laissé de côté.
   *[other] { $count } sont laissés de côté.
  }
map-own = de ce bureau
map-peer = autre partie
map-show = Montrer sur la carte
map-open-plan = Plan
map-open-area = Zone
map-open-log = Montrer dans le journal
map-gone = Cela ne fait plus partie de la situation.
map-when = Quand
map-heights = Hauteurs
map-band = de { $lower } à { $upper }
map-priority = Priorité
map-not-told = non communiquée
map-planner = Planifié par
map-changed = Modifié
map-pending = En cours d’écriture
map-pending-since = depuis { $time }, sans réponse
map-excursion = Hors de ses volumes depuis
map-last-position = Dernière position
map-manager = Partie
map-told-by = Communiqué par
map-version = Version
map-id = Identifiant
map-withheld = Sa partie ne répond pas et n’a rien précisé : elle peut être n’importe où dans ces volumes.
map-published = Publiée
map-published-yes = oui, les autres en sont informés
map-published-no = non, connue de ce seul bureau
map-schedule = Active
map-windows-until = Les horaires sont calculés jusqu’au { $time }.
map-volumes = { $n ->
    [one] { $count } volume
   *[other] { $count } volumes
  }
map-meets = Rencontre
map-meets-nothing = Elle ne rencontre rien que ce bureau connaisse.
map-uncertain = peut-être : une hauteur n’est pas connue exactement
map-profile = Profil vertical
map-profile-terrain = Hauteurs au-dessus de l’ellipsoïde WGS 84. Le sol n’est pas montré : il n’est pas connu ici.
map-profile-table = Le profil en tableau
map-profile-summary = { $span } : { $n ->
    [0] aucun chevauchement.
    [one] { $count } chevauchement.
   *[other] { $count } chevauchements.
  }
map-box-own = Volume
map-box-own-off-nominal = volume hors norme
map-box-other = Autre opération
map-box-zone = Zone
map-box-overlap = Chevauchement avec
map-goto = Aller à des coordonnées
map-go = Aller
map-layers = Couches et légende
map-layers-shown = Montrer
map-layer-operations = Opérations
map-layer-areas = Zones et contraintes
map-layer-positions = Aéronefs
map-layer-conflicts = Conflits
map-layer-names = Noms des pays et des lieux
map-layer-grid = Grille de coordonnées
map-sample-aircraft = aéronef ; creux : sans nouvelles depuis plus de 15 s
map-sample-conflict = conflit au moment montré ; creux : plus tard
map-sample-meeting = rencontre permise
map-legend-hint = Les losanges sont les opérations de ce bureau, les triangles celles des autres. Les symboles pleins volent. Un contour en tirets est accepté, un contour plein activé, un contour pointillé non actif au moment montré. Les aéronefs ne sont montrés que pour maintenant.
map-unit-m = m
map-unit-ft = ft
map-not-drawn = { $n ->
    [one] { $count } élément n’est pas dessiné : il y en a trop.
   *[other] { $count } éléments ne sont pas dessinés : il y en a trop.
}
