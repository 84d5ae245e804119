# L’écran « maintenant » : ce qui demande quelqu’un, les alertes, les avis.
now-heading = Ce qui vous attend maintenant
now-badge = { $n ->
    [one] { $count } point urgent
   *[other] { $count } points urgents
 }
now-summary = Urgent : { $urgent } · bientôt : { $soon } · à savoir : { $know }
now-urgency-urgent = urgent
now-urgency-soon = bientôt
now-urgency-know = à savoir
now-over = ne demande plus personne
now-more = { $n ->
    [one] et { $count } autre
   *[other] et { $count } autres
 }
now-nothing = Rien ne demande quelqu’un maintenant.
now-nothing-age = Situation de { $time }, il y a { $age }.
now-nothing-stale = Cette situation date de { $age } : elle ne permet pas de dire si quelque chose vous attend.
now-nothing-known = La situation n’est pas encore arrivée : on ne peut pas dire si quelque chose vous attend.
now-nothing-then = Rien ne demandait quelqu’un à { $time }, d’après ce que ce bureau savait.
now-group-line = La liaison avec le nœud
now-group-conflict = Conflits
now-group-off-nominal = Nos opérations hors de leurs volumes
now-group-peer-off-nominal = Opérations d’autrui proches, hors de leurs volumes
now-group-area-soon = Zones sur le point d’être actives
now-group-delivery = Ceux qui n’ont pas pu être informés
now-group-unheard = Écritures sans réponse
now-group-due = Opérations sur le point de commencer ou de finir
now-group-unseen = Avis
now-show-on-map = Montrer sur la carte
now-show-plan-on-map = Montrer { $plan } sur la carte
now-open-plan = Ouvrir le plan
now-change-plan = Modifier le plan
now-open-area = Ouvrir la zone
now-open-node = Voir le nœud
now-take = Je m’en occupe
now-taken = Vous vous en occupez
now-activate = Activer
now-activated = { $plan } est activée.
now-end = Terminer
now-end-title = Terminer { $plan } ?
now-end-text = L’opération est retirée du DSS et les autres sont informés. C’est définitif.
now-ended = { $plan } est terminée.
now-mark-seen = Marquer comme vus
now-seen-done = Les avis sont marqués comme vus.
now-other-own = votre opération { $name }
now-other-peer = l’opération { $name } de { $manager }
now-other-area = la zone { $name }
now-other-constraint = la contrainte { $name } de { $manager }
now-depth-across = { $length } de profondeur au sol
now-depth-height = { $length } de hauteur commune
now-depth-time = { $duration } de temps commun
now-depth-places = { $n ->
    [one] en { $count } endroit
   *[other] en { $count } endroits
 }
now-uncertain = incertain : les hauteurs ne sont pas connues exactement
now-weight-lower-priority = l’autre a la priorité
now-weight-equal-priority = aucune n’a la priorité
now-weight-prohibited = le vol y est interdit
now-weight-unauthorised = il faut une autorisation que le plan ne mentionne pas
now-weight-higher-priority = la vôtre a la priorité : l’autre doit céder
now-weight-equal-permitted = permis entre égales
now-weight-already = c’était déjà ainsi avant la dernière modification
now-weight-advises = simple conseil
now-weight-authorised = le plan mentionne une autorisation
now-line-title = Le nœud ne se fait plus entendre
now-line-means = Ce que vous voyez ne change plus. Rien de nouveau ne vous parviendra ici avant le retour de la liaison.
now-conflict-title = { $plan } est en conflit avec { $other }
now-conflict-permitted = { $plan } rencontre { $other }
now-off-nonconforming = { $plan } est hors de ses volumes : non conforme
now-off-contingent = { $plan } est en contingence
now-off-contingent-means = les autres savent où elle peut se trouver
now-contingent-in = contingence dans { $duration }
now-contingent-due = contingence d’un instant à l’autre
now-peer-title = Opération { $other } de { $manager } : { $state }
now-peer-meets = elle rencontre { $plans }
now-peer-near = près de vos opérations
now-peer-near-plans = près de { $plans }
now-area-title = { $name } ({ $kind })
now-area-of = contrainte de { $manager }
now-area-inside = s’y trouvent : { $plans }
now-delivery-title = { $n ->
    [one] { $to } n’a pas pu être informé de { $count } chose
   *[other] { $to } n’a pas pu être informé de { $count } choses
 }
now-delivery-operation = l’opération { $name }
now-delivery-constraint = la contrainte { $name }
now-delivery-about = au sujet de : { $subjects }
now-delivery-attempts = { $n ->
    [one] { $count } essai
   *[other] { $count } essais
 }
now-delivery-problem = le problème : { $problem }
now-unheard-title = Le DSS n’a pas répondu : { $plan } doit devenir « { $state } »
now-unheard-means = le nœud cherche à savoir si l’écriture a été prise
now-due-start = { $plan } commence bientôt et n’est pas activée
now-due-late = { $plan } devrait avoir commencé et n’est pas activée
now-due-end = { $plan } finit bientôt
now-due-over-flying = Le temps de { $plan } est passé et elle est encore activée
now-due-over-unflown = Le temps de { $plan } est passé et elle n’a pas été activée
now-due-over-means = l’espace n’est plus retenu pour elle
now-unseen-title = { $n ->
    [one] { $count } avis que personne n’a vu
   *[other] { $count } avis que personne n’a vus
 }
now-when-meets = elles se rencontrent { $when }
now-when-met = la rencontre a commencé { $when }
now-when-outside = sortie de ses volumes { $when }
now-when-since = a commencé { $when }
now-when-active = active { $when }
now-when-active-since = devenue active { $when }
now-when-until = finit { $when }
now-when-waits = l’attente a commencé { $when }
now-when-next-try = prochain essai { $when }
now-when-starts = commence { $when }
now-when-ends = finit { $when }
now-when-started = le début était prévu { $when }
now-when-ended = la fin était prévue { $when }
now-when-oldest = le plus ancien : { $when }
now-announce-many = { $n ->
    [one] { $n } nouveau point urgent
   *[other] { $n } nouveaux points urgents
 }
now-alerts = Son et notifications
now-alert-sound = Un son pour ce qui est urgent
now-alert-notifications = Notifications du navigateur pour ce qui est urgent
now-sound-ready = le son fonctionne
now-sound-waiting = le navigateur garde cette page muette
now-sound-waiting-help = Pas encore de son : le navigateur garde cette page muette jusqu’à ce que vous y cliquiez ou pressiez une touche.
now-sound-unsupported = Ce navigateur ne peut pas jouer les sons.
now-sound-allow = Mettre le son
now-notification-ready = les notifications fonctionnent
now-notification-ask = le navigateur n’a pas encore été interrogé
now-notification-ask-help = Les notifications sont choisies, mais le navigateur n’a pas encore été interrogé : pressez le bouton sous « Son et notifications ».
now-notification-denied = le navigateur bloque les notifications
now-notification-denied-help = Le navigateur bloque les notifications de cette page. Autorisez-les dans ses réglages pour ce site (le symbole à côté de l’adresse), puis rechargez la page.
now-notification-insecure = pas sur une connexion non sûre
now-notification-insecure-help = Les navigateurs ne notifient que pour des pages venues par HTTPS ou de la même machine. Utilisez l’adresse HTTPS de ce bureau.
now-notification-unsupported = ce navigateur ne notifie pas
now-notification-unsupported-help = Ce navigateur n’a pas de notifications pour les pages. Le son fonctionne quand même.
now-notification-allow = Demander au navigateur
now-try-conflict = Essai : conflit
now-try-left = Essai : hors des volumes
now-test-title = Un essai
now-test-conflict = Voilà comment un conflit s’entend et se voit.
now-test-left = Voilà comment s’entend et se voit une opération hors de ses volumes.
now-test-sound-off = Le son est coupé.
now-test-sound-played = Le son a été joué. Si vous n’avez rien entendu, vérifiez le volume de cette machine.
now-test-sound-blocked = Le navigateur n’a pas joué le son. Cliquez n’importe où sur la page et réessayez.
now-test-notification-off = Les notifications sont coupées.
now-test-notification-shown = Une notification a été montrée. Si vous n’en voyez pas, vérifiez les réglages de cette machine (« ne pas déranger »).
now-test-notification-blocked = Le navigateur n’a pas montré de notification.
now-notices = Avis les plus récents
now-kind = Genre
now-all-kinds = tous les genres
now-unseen-only = Seulement ceux que personne n’a vus
now-no-notices = Aucun avis.
now-not-seen = pas vu
now-seen-by = Vu par { $by }, { $time }
now-show-more = { $n ->
    [one] En montrer plus (reste { $count })
   *[other] En montrer plus (restent { $count })
 }
now-kind-conflict-found = conflit trouvé
now-kind-conflict-cleared = conflit disparu
now-kind-plan-changed-near = changement à proximité
now-kind-area-activated = zone rencontrée
now-kind-state-changed = changement d’état
now-kind-left-volumes = sortie des volumes
now-kind-back-in-volumes = retour dans les volumes
now-kind-delivery-failing = n’a pas pu être informé
now-kind-write-unheard = écriture sans réponse
now-kind-reconciled = écriture éclaircie
now-kind-meetings-left-out = rencontres omises
now-kind-peer-unreadable = réponse illisible
now-notice-conflict-found = { $blocks ->
    [true] { $own } est en conflit avec { $other }.
   *[other] { $own } rencontre { $other } ; c’est permis.
 }
now-notice-conflict-cleared = { $own } ne rencontre plus { $other }.
now-notice-changed-near = L’opération { $other } de { $manager }, près de { $own }, est maintenant : { $state }.
now-notice-ended-near = L’opération { $other } de { $manager }, près de { $own }, est terminée.
now-notice-area-activated = { $own } se trouve dans { $other }.
now-notice-state-changed = { $automatic ->
    [true] { $own } est passée d’elle-même de « { $from } » à « { $to } ».
   *[other] { $own } est passée de « { $from } » à « { $to } ».
 }
now-notice-state-new = { $own } : { $to }.
now-notice-left-volumes = { $own } est sortie de ses volumes.
now-notice-back-in-volumes = { $own } est revenue dans ses volumes.
now-notice-delivery-failing = { $n ->
    [one] { $to } n’a pas pu être informé de { $own } ({ $count } essai) : { $problem }
   *[other] { $to } n’a pas pu être informé de { $own } ({ $count } essais) : { $problem }
 }
now-notice-write-unheard = Le DSS n’a pas répondu au sujet de { $own } ; le nœud cherche à savoir si l’écriture a été prise.
now-notice-reconciled-landed = C’est éclairci : le DSS a pris la modification de { $own }.
now-notice-reconciled-lost = C’est éclairci : le DSS n’a pas pris la modification de { $own }.
now-notice-meetings-left-out = { $n ->
    [one] { $own } : tant de rencontres à la fois que { $count } n’est pas enregistrée.
   *[other] { $own } : tant de rencontres à la fois que { $count } ne sont pas enregistrées.
 }
now-notice-peer-unreadable = { $manager } a donné une réponse illisible : { $problem }
