# Le nœud : l'état de la machine.
node-stale = Ce que vous voyez date de { $age } : de { $time }.
node-about = Ce nœud
node-version = Version
node-party = Partie
node-uptime = En marche depuis
node-started = Démarré
node-clock = Son horloge
node-ledgers = Registres
node-ledger-airspace = Espace aérien (DSS)
node-ledger-desk = Poste
node-records =
    { $count ->
        [one] { $number } enregistrement
       *[other] { $number } enregistrements
    }
node-store-ok = écriture possible
node-store-bad = le stockage n'accepte rien
node-store-sqlite = sur disque
node-store-memory = en mémoire seulement
node-desk = Le poste
node-streams = Pages qui suivent
node-pending = Écritures sans réponse
node-deliveries = Informations à transmettre
node-ground = Hauteurs du sol
node-rules = Règles
node-yes = oui
node-no = non
node-rule-equal-priority-may-overlap = Les priorités égales peuvent se recouvrir
node-rule-monitors-conformance = Les positions sont surveillées
node-reached = Qui peut être joint
node-reached-none = Personne n'a été appelé depuis le démarrage.
node-reached-ok = répond
node-reached-bad = ne répond pas
node-kind-dss = DSS
node-kind-peer = Autre partie
node-kind-token-server = Serveur de jetons
node-calls =
    { $count ->
        [one] { $number } appel
       *[other] { $number } appels
    }
node-failures =
    { $count ->
        [one] { $number } échec
       *[other] { $number } échecs
    }
node-mean = { $value } ms en moyenne
node-last-ok = dernière réponse { $time }
node-never-ok = jamais de réponse
node-last-failure = dernier échec { $time }
node-limits = Limites
node-limit = Limite de
node-fullness = Remplissage
node-used = Utilisé
node-bound = Au plus
node-limit-reached = Atteinte
node-percent = { $value } %
node-times =
    { $count ->
        [one] { $number } fois
       *[other] { $number } fois
    }
node-never = jamais
node-requests = Requêtes
node-operation = Opération
node-count = Depuis le démarrage
node-failed = En échec
node-per-second = Par seconde
node-mean-ms = Moyenne, ms
node-rate = Maintenant { $value } requêtes par seconde, dont { $failed } en échec ; au plus { $most } ces dix dernières minutes.
node-rate-soon = Le débit sera connu au deuxième relevé, dans quelques secondes.
node-limit-plans = Opérations de ce poste
node-limit-areas = Zones
node-limit-known = Ce que les autres ont communiqué
node-limit-constraints = Contraintes de ce poste
node-limit-deliveries = Informations à transmettre
node-limit-notices-listed = Avis à portée
node-limit-subscriptions = Abonnements
node-limit-templates = Modèles
node-limit-connections = Connexions
node-limit-bodies-kib = Mémoire des requêtes, Kio
node-limit-streams = Pages qui suivent
node-limit-requests-of-one-subject = Requêtes d’un appelant par seconde
node-limit-commands-waiting-desk = En attente de décision, poste
node-limit-commands-waiting-airspace = En attente de décision, espace aérien
node-limit-log-searches = Recherches dans le journal
node-limit-log-exports = Exports du journal
node-limit-looks-into-the-past = Regards vers le passé
node-rule-processes-constraints = Les contraintes des autres sont prises en compte
node-rule-manages-constraints = Les zones publiées deviennent des contraintes
node-rule-contingent-after-s = Secondes avant qu’une opération non conforme devienne contingente
node-rule-automated-testing = Interfaces de test automatique
node-operation-none = aucune opération
