# Les personnes du bureau.
people-not-yours = Seuls les administrateurs voient les personnes du bureau.
people-intro = Qui peut s’identifier ici, et à quel titre. Un changement de rôle prend effet aussitôt, aussi dans les sessions ouvertes.
people-count = { $n ->
    [one] { $count } personne
    [many] { $count } de personnes
   *[other] { $count } personnes
  }
people-add = Ajouter quelqu’un
people-edit = Nom et rôle
people-edit-title = Modifier { $name }
people-name = Nom pour s’identifier
people-name-hint = Lettres, chiffres, point, trait d’union et tiret bas ; 64 au plus. Il ne pourra pas être changé.
people-name-missing = Indiquez un nom.
people-name-long = Un nom a au plus 64 caractères.
people-name-form = Un nom est fait de lettres, chiffres, points, traits d’union et tirets bas, dont au moins une lettre ou un chiffre.
people-name-taken = Quelqu’un porte déjà ce nom.
people-last-administrator = C’est le dernier administrateur qui puisse s’identifier : quelqu’un d’autre doit d’abord le devenir.
people-full-name = Nom complet
people-role = Rôle
people-role-viewer = Voit tout, ne change rien.
people-role-planner = Planifie, modifie et termine aussi des opérations, et importe des zones.
people-role-duty-officer = Publie et retire aussi des zones, et prend les avis.
people-role-administrator = Gère aussi les personnes.
people-role-at-once = Un changement de rôle prend effet aussitôt, aussi dans les sessions ouvertes.
people-password-made = Un mot de passe est créé pour cette personne et vous est montré une seule fois.
people-you = vous
people-disabled = ne peut pas s’identifier
people-totp = second facteur
people-no-totp = sans second facteur
people-sessions = Sessions
people-sessions-count = { $n ->
    [0] nulle part
    [one] dans { $count } navigateur
    [many] dans { $count } de navigateurs
   *[other] dans { $count } navigateurs
  }
people-last = Dernière session
people-never = jamais
people-created = Ajout
people-password = Nouveau mot de passe
people-password-text = { $name } reçoit un nouveau mot de passe et toutes ses sessions se terminent. L’ancien cesse aussitôt. Le nouveau vous est montré une seule fois.
people-end-sessions = Terminer toutes les sessions
people-end-sessions-text = Les sessions de { $name } se terminent aussitôt dans tous les navigateurs ; cette personne peut s’identifier à nouveau.
people-end-totp = Retirer le second facteur
people-end-totp-text = { $name } pourra alors s’identifier avec le seul mot de passe. Seulement si l’appareil est perdu.
people-disable = Bloquer l’accès
people-disable-text = Toutes les sessions de { $name } se terminent, et l’accès reste bloqué jusqu’à ce que vous le rétablissiez.
people-enable = Rétablir l’accès
people-remove = Retirer
people-remove-text = { $name } est retiré et ne pourra plus s’identifier. Ce que cette personne a fait reste dans le journal. C’est irréversible.
people-done = Fait : { $name }
people-handover = Remettez ce mot de passe
people-handover-text = Voici le mot de passe de { $name }. Il n’est montré que cette fois ; remettez-le par une voie sûre et faites-le changer après la première session.
people-copy = Copier
people-copied = Copié.
people-handed-over = Je l’ai remis
