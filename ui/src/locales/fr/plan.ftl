# Mots de la vue « plan ».
plan-title = Plans
plan-new = Nouveau plan
plan-changing = Modification de { $name }
plan-unnamed = plan sans nom
plan-begin = Commencer un plan
plan-begin-draw = Dessiner un nouveau plan
plan-begin-type = Saisir un nouveau plan
plan-continue = Continuer { $name }
plan-own = Plans de ce poste
plan-search = Chercher par nom ou planificateur
plan-show-ended = Montrer ceux qui sont terminés
plan-none = Il n’y a pas encore de plan. Dessinez-en un, ou partez d’un modèle ou d’un fichier.
plan-none-found = Aucun plan ne correspond.
plan-more = { $n ->
    [one] En montrer un de plus
   *[other] En montrer davantage (encore { $count })
 }
plan-has-conflict = rencontre ce qu’il ne doit pas
plan-starts-in = commence dans { $duration }
plan-ends-in = finit dans { $duration }
plan-over = son heure est passée
plan-unknown = Ce poste n’a plus de tel plan.
plan-to-list = Tous les plans
# Le brouillon.
plan-name = Nom
plan-priority = Priorité
plan-priority-hint = La plus grande passe d’abord. 0 si rien n’est convenu.
plan-start-all = Début de tout le plan
plan-start = Début
plan-end = Fin
plan-heights = Hauteurs
plan-state = État
plan-lower = De la hauteur
plan-upper = À la hauteur
plan-duration = Durée (minutes)
plan-buffer = Marge (mètres)
plan-tools = Dessin
plan-tool-polygon = Surface
plan-tool-rectangle = Rectangle
plan-tool-circle = Cercle
plan-tool-linestring = Couloir
plan-tool-select = Déplacer et modifier
plan-tool-type = Saisir
plan-tool-polygon-hint = Cliquez chaque sommet sur la carte. Entrée, ou un clic sur le premier sommet, termine. Échap abandonne.
plan-tool-rectangle-hint = Cliquez un coin, puis le coin opposé. Échap abandonne.
plan-tool-circle-hint = Cliquez le centre, puis le bord. Échap abandonne.
plan-tool-linestring-hint = Cliquez la ligne point par point. Entrée, ou un clic sur le dernier point, termine. Échap abandonne.
plan-tool-select-hint = Cliquez une partie. Faites-la glisser, ou ses sommets, ou les points entre eux. Un clic droit retire un sommet, Suppr la partie.
plan-type-polygon = Surface par ses sommets
plan-type-circle = Cercle par centre et rayon
plan-type-corridor = Couloir par ses points
plan-undo = Annuler
plan-redo = Rétablir
plan-parts = Parties
plan-parts-none = Rien n’est encore dessiné : dessinez sur la carte, saisissez des sommets, ou prenez un fichier.
plan-parts-more = { $n ->
    [one] En montrer une de plus
   *[other] En montrer { $count } de plus
 }
plan-part = Partie { $number } : { $kind }
plan-part-when = { $time }, pendant { $duration }
plan-part-wrong = incomplète
plan-part-remove = Retirer la partie { $number }
plan-form-polygon = surface
plan-form-circle = cercle
plan-form-corridor = couloir
plan-center = Centre
plan-radius = Rayon (mètres)
plan-half-width = Demi-largeur (mètres)
plan-half-width-hint = De chaque côté de la ligne.
plan-corners = { $n ->
    [one] { $count } point
   *[other] { $count } points
 }
plan-corner = Point { $number }
plan-corner-remove = Retirer le point { $number }
plan-corner-new = Un autre point
plan-corner-add = Ajouter
plan-corners-more = { $n ->
    [one] Montrer encore un point
   *[other] Montrer encore { $count } points
 }
# Ce qui ne va pas, avant tout envoi.
plan-problem-name = Le nom est trop long : { $most } octets au plus.
plan-problem-priority = La priorité doit être un nombre entier.
plan-problem-no-parts = Rien n’est encore dessiné.
plan-problem-height = Il faut une hauteur, de { $least } à { $most }.
plan-problem-upper = La hauteur supérieure doit dépasser l’inférieure.
plan-problem-time = Il faut une date et une heure.
plan-problem-end = La fin doit venir après le début.
plan-problem-buffer = La marge doit être de { $least } à { $most } m.
plan-problem-vertices = Une surface a de { $least } à { $most } sommets ; celle-ci en a { $count }.
plan-problem-area = Cette partie couvre { $area } km² ; { $most } km² au plus sont admis. Dessinez-la plus petite.
plan-problem-crossing = Les côtés de cette surface se croisent. Déplacez un sommet.
plan-problem-radius = Le rayon doit dépasser 0 m.
plan-problem-line = Un couloir a besoin de deux points au moins.
plan-problem-width = La demi-largeur doit être de { $least } à { $most } m.
plan-problem-volumes = Ces parties font { $count } volumes ; { $most } au plus sont admis.
plan-problem-vertices-all = Toutes les parties ensemble ont { $count } sommets ; { $most } au plus sont admis.
plan-problem-ahead = Le début est permis au plus { $days } jours à l’avance.
plan-problem-past = Tout le plan est dans le passé.
# Le verdict.
plan-verdict = Verdict
plan-verdict-asking = Vérification…
plan-verdict-clear = Libre de tout ce que ce poste connaît.
plan-verdict-warned = { $n ->
    [one] Pourrait être accepté. Un point à surveiller.
   *[other] Pourrait être accepté. { $count } points à surveiller.
 }
plan-verdict-blocked = { $n ->
    [one] Bloqué : il rencontre une chose qu’il ne doit pas.
   *[other] Bloqué : il rencontre { $count } choses qu’il ne doit pas.
 }
plan-verdict-age = Cette réponse a { $age }, elle est de { $time }.
plan-verdict-of-older = Elle porte sur une version antérieure : le nœud n’a pas pu être interrogé sur celle-ci.
plan-asked-here = Vérifié avec ce que ce poste connaît.
plan-asked-everybody = Le service et tous les intéressés ont été interrogés.
plan-ask-everybody = Interroger tout le monde
plan-asking-everybody = Le service et tous les intéressés sont interrogés…
plan-met-named = { $kind } { $name }
plan-met-of = de { $manager }
plan-list-comma = {", "}
plan-pair-depth = { $length } de profondeur au sol
plan-pair-height = { $length } de hauteur en commun
plan-pair-time = { $time } en commun
plan-pair-seconds = { $n ->
    [one] { $seconds } seconde en commun
   *[other] { $seconds } secondes en commun
 }
plan-pair-from = À partir de { $time }.
plan-pairs = { $n ->
    [one] Un endroit.
   *[other] { $count } endroits ; le plus profond est montré.
 }
plan-certain = Le recouvrement est certain.
plan-uncertain = Le recouvrement est possible : les hauteurs ne sont pas connues exactement.
plan-meetings-more = { $n ->
    [one] … et { $count } autre.
   *[other] … et { $count } autres.
 }
plan-weight-lower-priority = sa priorité est plus haute : ce plan doit céder
plan-weight-equal-priority = de même priorité et là d’abord : ce plan doit céder
plan-weight-prohibited = zone interdite
plan-weight-unauthorised = zone soumise à autorisation
plan-weight-higher-priority = ce plan a la priorité plus haute : l’autre doit céder
plan-weight-equal-permitted = de même priorité ; le recouvrement est convenu ici
plan-weight-already = il le rencontrait déjà en vol
plan-weight-advises = zone d’information
plan-weight-authorised = une autorisation est déclarée
plan-authorisation = Nous détenons une autorisation pour cette zone
plan-authorisation-hint = C’est votre déclaration, enregistrée sous votre nom. Le système ne donne aucune permission.
plan-authorisation-said = Vous avez déclaré détenir une autorisation.
plan-authorisation-take-back = Retirer cette déclaration
# Les solutions.
plan-ways = Solutions
plan-ways-seeking = Recherche de solutions…
plan-ways-none = Aucune solution à moins de 6 heures et 300 m. Déplacez ou divisez le plan.
plan-ways-failed = Les solutions n’ont pas pu être cherchées.
plan-way-later = +{ $time }
plan-way-earlier = −{ $time }
plan-way-higher = { $length } plus haut
plan-way-lower = { $length } plus bas
plan-way-hold = attendre { $time } en route
plan-way-from = à partir de { $time }
plan-way-clear = vérifié : libre
plan-way-take = Prendre
# L’envoi et sa suite.
plan-send = Envoi
plan-submit = Soumettre
plan-send-change = Envoyer la modification
plan-discard = Abandonner
plan-discard-title = Abandonner ce brouillon ?
plan-discard-text = Ce qui a été dessiné et saisi est perdu. Un plan déjà envoyé reste tel qu’il est.
plan-replace-text = Un autre brouillon est ouvert. Ce qui y a été dessiné et saisi est perdu.
plan-doing-submit = Soumission : le service et tous les intéressés sont interrogés…
plan-doing-change = Envoi de la modification…
plan-doing-activate = Activation…
plan-doing-contingent = Déclaration d’urgence…
plan-doing-end = Clôture…
plan-done-submit = { $name } a été accepté par le service. Tous les intéressés sont avertis.
plan-done-change = La modification de { $name } est en vigueur. Tous les intéressés sont avertis.
plan-done-activate = { $name } est activé. Tous les intéressés sont avertis.
plan-done-contingent = { $name } est en situation d’urgence. Tous les intéressés sont avertis.
plan-done-end = { $name } est terminé.
plan-being-found-out = { $name } a été envoyé, mais le service n’a pas répondu. On cherche à savoir s’il a été pris.
plan-unheard = Le service n’a pas été entendu. On cherche à savoir si cela a eu lieu ; ce sera dit ici. Un second envoi est sans danger.
plan-refused-submit = Refusé : il rencontre ce qu’il ne doit pas. Rien n’a changé.
plan-refused-activate = Il ne peut être activé : il rencontre ce qu’il ne doit pas.
plan-refused-field = Refusé ; voyez le champ marqué : { $text }
plan-changed-by-someone = Quelqu’un a modifié ce plan entre-temps.
plan-changed-draft-kept = Votre brouillon est conservé.
plan-differs = Ce qui diffère
plan-theirs = Tel qu’il est
plan-mine = Votre brouillon
plan-keep-mine = Garder le mien ; j’ai vu l’autre
plan-take-theirs = Prendre l’autre
# Un plan.
plan-deeds = Ce qui peut être fait
plan-activate = Activer
plan-activate-from = Il peut être activé à partir de { $time }, dans { $duration }.
plan-activate-not-now = Il ne peut être activé que pendant qu’un de ses volumes est actif.
plan-change = Modifier
plan-duplicate = Dupliquer
plan-contingent = Déclarer l’urgence
plan-contingent-title = Déclarer { $name } en situation d’urgence ?
plan-contingent-text = Tout le monde apprend que l’opération est définitivement hors de son plan. Cela ne peut être repris ; ensuite elle ne peut qu’être terminée.
plan-contingent-known = Où elle peut être a déjà été dit ; cela reste.
plan-contingent-where = Où elle peut être désormais : autour de ses volumes, de
plan-contingent-lateral = De chaque côté (mètres)
plan-contingent-vertical = Vers le haut et le bas (mètres)
plan-contingent-longer = Plus longtemps de (minutes)
plan-end-deed = Terminer
plan-end-title = Terminer { $name } ?
plan-end-text = Ses volumes se libèrent et tous les intéressés sont avertis. Elle ne peut être reprise.
plan-pending = en route vers : { $state }
plan-pending-since = Le service n’a pas répondu depuis { $duration }. On cherche à savoir s’il a été pris.
plan-telling = { $n ->
    [one] { $count } partie reste à avertir
   *[other] { $count } parties restent à avertir
 }
plan-telling-failing = { $n ->
    [one] L’une d’elles ne répond pas.
   *[other] { $count } d’entre elles ne répondent pas.
 }
plan-told-all = Tous les intéressés ont été avertis.
plan-outside = Hors de ses volumes depuis { $duration }
plan-contingent-in = Urgence dans { $duration }, à moins d’un retour.
plan-contingent-due = L’urgence est en train d’être déclarée.
plan-left-at = Sorti à
plan-meets = Ce qu’il rencontre
plan-meets-nothing = Il ne rencontre rien que ce poste connaisse.
plan-volumes = Volumes
plan-off-nominal = hors nominal
plan-planner = Planifié par
plan-made = Créé
plan-last-change = Modifié
plan-last-position = Dernière position
plan-authorisations = Autorisations
plan-authorisations-count = { $n ->
    [one] { $count } est déclarée
   *[other] { $count } sont déclarées
 }
plan-id = Identifiant
# Fichiers.
plan-from-file = À partir d’un fichier
plan-file = GeoJSON, KML, KMZ ou plan QGroundControl
plan-file-hint = Choisissez-le, ou déposez-le ici. 16 Mio au plus. Rien n’est soumis par là.
plan-file-too-large = Ce fichier a { $size } Mio ; { $most } Mio au plus sont lus. Retirez l’inutile, ou divisez-le.
plan-file-reading = Lecture…
plan-file-volumes = { $n ->
    [one] { $count } volume a été lu.
   *[other] { $count } volumes ont été lus.
 }
plan-file-needs-start = Le fichier ne dit pas quand il commence.
plan-file-buffers = Marges
plan-file-lateral = De chaque côté (mètres)
plan-file-vertical = Vers le haut et le bas (mètres)
plan-file-usual = L’habituelle si vide.
plan-file-take = En faire un plan
plan-file-add = L’ajouter au plan
plan-stated = Ce qui a été supposé
# Modèles.
plan-templates = Modèles
plan-templates-none = Il n’y a pas encore de modèle. Tout plan peut être enregistré comme tel.
plan-template-start = Début des plans tirés des modèles
plan-template-use = Utiliser
plan-template-by = par { $by }, { $time }
plan-template-save = Enregistrer comme modèle
plan-template-name = Nom du modèle
plan-template-name-wrong = Le nom doit avoir de 1 à { $most } octets.
plan-template-too-large = Ce plan est trop grand pour un modèle : { $most } Kio au plus.
plan-template-saved = Le modèle { $name } est enregistré.
plan-template-replace-title = Remplacer le modèle ?
plan-template-replace = Il y a déjà un modèle { $name }. Il serait remplacé.
plan-template-replace-deed = Remplacer
plan-template-delete = Supprimer le modèle { $name }
plan-template-delete-title = Supprimer ce modèle ?
plan-template-delete-text = { $name } est supprimé pour tous. Les plans qui en viennent restent.
