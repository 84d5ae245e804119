# Le journal : ce qui s'est passé, et ce que l'on savait à quel moment.
log-timeline = Ce que ce poste savait
log-slider = Moment dans le registre
log-now = maintenant
log-at-now = Vous regardez la situation en direct.
log-knew-at = Affiché : ce que ce poste savait à { $time } (enregistrement { $index }).
log-step-back = Enregistrement précédent
log-step-on = Enregistrement suivant
log-back-to-now = Revenir à maintenant
log-fetching = Lecture du registre…
log-choose-moment = Choisir un moment
log-moment = Moment
log-span = Le curseur remonte
log-span-hour = d'une heure
log-span-day = d'un jour
log-span-week = d'une semaine
log-span-all = jusqu'au premier enregistrement
log-keys = Touches : [ enregistrement précédent, ] enregistrement suivant.
log-filter = Filtrer et exporter
log-filtered = seule une partie est affichée
log-filter-none = Tout afficher
log-entity = Opération, zone ou autre objet
log-entity-hint = Par son nom, ou par l'identifiant complet.
log-actor = Qui
log-actor-hint = Une partie, person:nom ou desk:partie.
log-kind = Quoi
log-kind-all = tout
log-group-operations = opérations et modèles
log-group-conflicts = conflits et avis
log-group-others = ce que les autres ont communiqué
log-group-areas = zones
log-group-deliveries = information des autres
log-group-people = personnes et sessions
log-group-upkeep = entretien
log-from = De
log-to = À
log-export-csv = Enregistrer en CSV
log-export-ndjson = Enregistrer en NDJSON
log-export-picture = Enregistrer cette situation (JSON)
log-entries = Entrées, les plus récentes d'abord
log-new =
    { $count ->
        [one] { $number } nouvelle entrée
       *[other] { $number } nouvelles entrées
    }
log-older = Afficher des entrées plus anciennes
log-not-yet = Rien trouvé encore ; des enregistrements plus anciens restent à parcourir.
log-further = Chercher plus loin
log-empty = Rien d'enregistré ne correspond à ce filtre.
log-full = Au plus { $number } entrées sont affichées. Utilisez le filtre ou l'export pour les plus anciennes.
log-index = enregistrement { $index }
log-more-events =
    { $count ->
        [one] et { $number } autre fait dans cet enregistrement
       *[other] et { $number } autres faits dans cet enregistrement
    }
log-travel-here = Ce que l'on savait alors
log-show = Sur la carte
log-only = Seulement ceci
log-actor-person = personne
log-actor-desk = poste
log-actor-party = partie
log-by-desk = ce poste, de lui-même
log-by-console = sur la machine même
log-position = à { $place }, hauteur { $height } W84
log-delivery = information { $id }
log-depth-ground = { $length } au sol
log-depth-height = { $length } en hauteur
log-depth-time = { $duration } dans le temps
# Une phrase par sorte d'événement.
log-event-unknown = Enregistré : { $kind } { $name }
log-event-write-begun =
    { $ended ->
        [true] Demande au DSS de terminer { $name }.
       *[other] { $name } envoyée au DSS, état voulu : { $state }.
    }
log-event-write-landed =
    { $ended ->
        [true] { $name } est terminée.
       *[other] Le DSS a pris { $name }.
    }
log-event-write-failed = Le DSS n'a pas pris { $name }.
log-event-orphan-settled = { $name } a été recherchée et n'est pas au DSS.
log-event-conformance-noted =
    { $outside ->
        [true] { $name } a quitté ses volumes.
       *[other] { $name } est de retour dans ses volumes.
    }
log-event-operation-forgotten = { $name } est terminée depuis longtemps et n'est plus gardée dans la situation.
log-event-template-put = Le modèle { $name } a été enregistré.
log-event-template-removed = Le modèle { $name } a été supprimé.
log-event-met = { $name } rencontre { $other }.
log-event-parted = { $name } ne rencontre plus { $other }.
log-event-noticed = Un avis a été émis.
log-event-notices-seen = Les avis jusqu'au numéro { $number } ont été vus.
log-event-operation-known = { $manager } a communiqué son opération { $name }, état : { $state }.
log-event-operation-gone = L'opération { $name } d'une autre partie est finie.
log-event-constraint-known = { $manager } a communiqué sa contrainte { $name }.
log-event-constraint-gone = La contrainte { $name } d'une autre partie est finie.
log-event-reported = Rapport de { $name } à { $to }.
log-event-area-put = La zone { $name } a été saisie.
log-event-area-removed = La zone { $name } a été retirée.
log-event-area-published =
    { $published ->
        [true] La zone { $name } est communiquée aux autres.
       *[other] La zone { $name } n'est plus communiquée aux autres.
    }
log-event-windows-extended = L'horaire de { $name } a été calculé jusqu'à { $until }.
log-event-constraint-put = La contrainte { $name } de ce poste a changé.
log-event-constraint-removed = La contrainte { $name } de ce poste n'existe plus.
log-event-delivery-due = { $to } doit être informé de { $name }.
log-event-delivery-made = L'autre partie a reçu l'information.
log-event-delivery-failed =
    { $until-is ->
        [none] L'autre partie n'a pas pu être jointe ; abandonné.
       *[other] L'autre partie n'a pas pu être jointe ; prochain essai à { $until }.
    }
log-event-delivery-superseded = Une information a été remplacée par une plus récente.
log-event-person-added = { $name } a été ajouté comme { $role }.
log-event-person-changed = Le compte de { $name } a été modifié, rôle : { $role }.
log-event-password-changed = Le mot de passe de { $name } a été changé ; toutes ses sessions sont terminées.
log-event-totp-set = { $name } a désormais un second facteur.
log-event-totp-dropped = { $name } n'a plus de second facteur.
log-event-person-removed = { $name } a été retiré de ce poste.
log-event-signed-in = { $name } s'est connecté.
log-event-signed-out = { $name } s'est déconnecté.
log-event-signed-out-everywhere = { $name } a été déconnecté partout.
log-event-session-expired = Une session a expiré.
log-event-watch-kept = L'abonnement { $name } au DSS a été renouvelé.
log-event-watch-dropped = L'abonnement { $name } au DSS a été terminé.
log-event-probed = Le stockage a été essayé.
# Les avis, par sorte.
log-notice-conflict-found = Avis : { $name } est en conflit avec { $other }.
log-notice-conflict-cleared = Avis : { $name } n'est plus en conflit avec { $other }.
log-notice-plan-changed-near = Avis : { $manager } a changé une opération près de { $name }.
log-notice-area-activated = Avis : { $other } est active là où vole { $name }.
log-notice-state-changed =
    { $automatic ->
        [true] Avis : { $name } est passée d'elle-même à l'état : { $state }.
       *[other] Avis : { $name } est passée à l'état : { $state }.
    }
log-notice-left-volumes = Avis : { $name } a quitté ses volumes.
log-notice-back-in-volumes = Avis : { $name } est de retour dans ses volumes.
log-notice-delivery-failing = Avis : { $to } ne peut pas être informé, { $count ->
        [one] { $number } essai
       *[other] { $number } essais
    } jusqu'ici.
log-notice-write-unheard = Avis : le DSS n'a pas répondu au sujet de { $name } ; vérification en cours.
log-notice-reconciled =
    { $landed ->
        [true] Avis : il est établi que le DSS a pris { $name }.
       *[other] Avis : il est établi que le DSS n'a pas pris { $name }.
    }
log-notice-meetings-left-out = Avis : { $count ->
        [one] { $number } rencontre n'a pas été enregistrée
       *[other] { $number } rencontres n'ont pas été enregistrées
    } séparément, il y en avait trop.
log-notice-peer-unreadable = Avis : les réponses de { $manager } sont illisibles.
