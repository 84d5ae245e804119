# L’écran « zones ».
areas-own = Zones de ce bureau
areas-back = Toutes les zones
areas-missing = Cette zone n’existe pas. Elle a peut-être été supprimée ; le journal le dit.
areas-search = Chercher par nom
areas-kind = Genre
areas-kind-all = tous les genres
areas-time = Quand
areas-time-all = à tout moment
areas-time-active = actives maintenant
areas-time-soon = actives dans les 24 h
areas-publication = Publication
areas-publication-all = publiées ou non
areas-publication-published = publiées
areas-publication-unpublished = non publiées
areas-listed = { $n ->
    [one] { $count } zone correspond
   *[other] { $count } zones correspondent
 }
areas-show-more = { $n ->
    [one] En montrer plus (reste { $count })
   *[other] En montrer plus (restent { $count })
 }
areas-more = { $n ->
    [one] et { $count } autre
   *[other] et { $count } autres
 }
areas-always = toujours active
areas-active = active, sans fin
areas-active-until = active ; finit { $when }, { $time }
areas-active-from = active { $when }, { $time }
areas-over = plus active, autant qu’on l’a calculé
areas-published = publiée
areas-publishing = publiée, pas encore entièrement au DSS
areas-published-nothing = publiée, rien à annoncer pour l’instant
areas-unpublished = non publiée
areas-withdrawing = en cours de retrait
areas-show-on-map = Montrer sur la carte
areas-log = Ce qui s’est passé (journal)
areas-heights = Hauteurs
areas-schedule = Quand elle est active
areas-windows = Les prochaines périodes
areas-window-start = de
areas-window-end = à
areas-window-length = durée
areas-open-start = sans début
areas-open-end = sans fin
areas-windows-unlisted = { $n ->
    [one] { $count } période ultérieure est calculée mais pas affichée.
   *[other] { $count } périodes ultérieures sont calculées mais pas affichées.
 }
areas-windows-until = Calculé jusqu’au { $time }.
areas-week = Les sept prochains jours, { $zone }
areas-week-table = Graphique des sept prochains jours ; le tableau en dessous dit la même chose.
areas-week-unknown = Rien n’est affiché après { $time }.
areas-constraints = Ce que les autres savent
areas-no-constraints = Rien : la zone n’est pas publiée.
areas-no-constraints-yet = Rien pour l’instant : aucune période n’est assez proche.
areas-constraint-at-dss = au DSS
areas-constraint-being-written = en cours d’écriture
areas-constraint-being-removed = en cours de retrait
areas-constraint-not-at-dss = pas au DSS
areas-version = version { $version }
areas-constraints-unlisted = { $n ->
    [one] et { $count } autre contrainte
   *[other] et { $count } autres contraintes
 }
areas-said = Ce que dit son fichier
areas-message = Message
areas-reason = Raison
areas-conditions = Conditions
areas-authority = À qui demander
areas-everything = Tout ce que disait son fichier
areas-changed = Modifiée le { $time } (révision { $revision })
areas-source = Lue dans { $format } : { $path }
areas-publish = Publier
areas-publish-title = Publier { $name } ?
areas-publish-text = Tous ceux qui y sont abonnés apprennent que la zone est « { $kind } », où elle est, à quelles hauteurs et quand elle est active : comme contraintes au DSS. Son nom et à qui demander le sont aussi.
areas-publish-done = { $name } est publiée ; ses contraintes sont en cours d’écriture.
areas-withdraw = Retirer
areas-withdraw-title = Retirer { $name } ?
areas-withdraw-text = Ses contraintes sont retirées du DSS et les autres apprennent qu’elle n’est plus. Ici elle reste.
areas-withdraw-done = { $name } est retirée ; ses contraintes le sont en ce moment.
areas-remove = Supprimer
areas-remove-title = Supprimer { $name } ?
areas-remove-text = Les plans de ce bureau ne lui sont plus comparés. Pour l’avoir de nouveau, il faut réimporter son fichier.
areas-remove-text-published = Elle est publiée : ses contraintes sont aussi retirées du DSS et les autres sont informés. Les plans de ce bureau ne lui sont plus comparés. Pour l’avoir de nouveau, il faut réimporter son fichier.
areas-remove-done = { $name } est supprimée.
areas-cannot-publish = Ce bureau n’est pas configuré pour publier des zones (manages_constraints).
areas-known = Contraintes d’autrui
areas-known-hint = Ce que d’autres ont annoncé à ce bureau. Seuls leurs gestionnaires les modifient.
areas-known-none = Aucune n’est connue.
areas-known-of = de { $manager }
areas-known-zone = Ce qu’en dit son gestionnaire
areas-import = Importer
areas-import-one = Plusieurs fichiers ont été déposés ; le premier a été pris. Donnez les autres un par un.
areas-file = Choisir un fichier de zones
areas-file-hint = GeoJSON, KML ou KMZ, ED-318, ED-269, OpenAir ; au plus { $size } Mio. Ou déposez-le ici. Il est d’abord examiné ; rien n’est ajouté avant que vous le disiez.
areas-format = Lire comme
areas-format-auto = ce qu’il semble être
areas-format-geo-json = GeoJSON
areas-format-kml = KML, KMZ
areas-format-ed318 = ED-318
areas-format-ed269 = ED-269
areas-format-open-air = OpenAir
areas-file-empty = Le fichier est vide.
areas-file-large = Le fichier a { $size } Mio ; on en lit au plus { $most }. Il n’a pas été envoyé. Partagez-le en plusieurs fichiers.
areas-file-binary = Ce n’est pas un fichier de zones : il semble être une image, un PDF ou un fichier d’un autre programme. Il n’a pas été envoyé.
areas-file-encoding = Le fichier est écrit en UTF-16. Enregistrez-le en UTF-8 et choisissez-le de nouveau.
areas-file-unreadable = Le fichier n’a pas pu être lu. C’est peut-être un dossier, ou il a été déplacé.
areas-checking = Le nœud examine le fichier…
areas-importing = Les zones sont ajoutées…
areas-check-failed = Le fichier n’a pas pu être lu :
areas-import-failed = L’import n’a pas abouti. Il a peut-être été fait en partie ; on peut le refaire.
areas-check-again = Examiner de nouveau
areas-put-away = Ranger le fichier
areas-would-come = { $n ->
    [0] Rien de ce fichier ne peut être ajouté.
    [one] { $count } zone peut être ajoutée ; nouvelles : { $fresh }.
   *[other] { $count } zones peuvent être ajoutées ; nouvelles : { $fresh }.
 }
areas-is-new = nouvelle
areas-is-known = déjà ici : reste, ou est remplacée si elle diffère
areas-import-deed = { $n ->
    [one] Ajouter { $count } zone
   *[other] Ajouter { $count } zones
 }
areas-imported = { $n ->
    [0] Aucune zone n’a été ajoutée.
    [one] { $count } zone a été ajoutée.
   *[other] { $count } zones ont été ajoutées.
 }
areas-problems = Ce qui ne va pas dans le fichier
areas-problem-what = Gravité
areas-problem-where = Où
areas-problem-says = Ce que dit le nœud
areas-errors = { $n ->
    [one] { $count } erreur : laissée de côté
   *[other] { $count } erreurs : laissées de côté
 }
areas-warnings = { $n ->
    [one] { $count } avertissement : lu malgré cela
   *[other] { $count } avertissements : lus malgré cela
 }
areas-error = laissé de côté
areas-warning = lu
areas-problems-unlisted = { $n ->
    [one] et { $count } autre problème, non affiché
   *[other] et { $count } autres problèmes, non affichés
 }
