# Люди поста.
people-not-yours = Людей поста видят только администраторы.
people-intro = Кто может сюда войти и в какой роли. Смена роли действует сразу, в том числе в открытых сеансах.
people-count = { $n ->
    [one] { $count } человек
    [few] { $count } человека
    [many] { $count } человек
   *[other] { $count } человека
  }
people-add = Добавить человека
people-edit = Имя и роль
people-edit-title = Изменить: { $name }
people-name = Имя для входа
people-name-hint = Буквы, цифры, точка, дефис и подчёркивание; не больше 64. Потом изменить нельзя.
people-name-missing = Укажите имя.
people-name-long = В имени не больше 64 знаков.
people-name-form = Имя состоит из букв, цифр, точек, дефисов и подчёркиваний, среди них есть буква или цифра.
people-name-taken = Это имя уже занято.
people-last-administrator = Это последний администратор, который может войти: сначала назначьте другого.
people-full-name = Полное имя
people-role = Роль
people-role-viewer = Видит всё, ничего не меняет.
people-role-planner = Ещё и планирует, меняет и завершает операции, загружает зоны.
people-role-duty-officer = Ещё и публикует и удаляет зоны, принимает уведомления.
people-role-administrator = Ещё и ведёт список людей.
people-role-at-once = Смена роли действует сразу, в том числе в открытых сеансах.
people-password-made = Для этого человека будет создан пароль; вам его покажут один раз.
people-you = вы
people-disabled = вход закрыт
people-totp = второй фактор
people-no-totp = без второго фактора
people-sessions = Сеансы
people-sessions-count = { $n ->
    [0] нет открытых
    [one] в { $count } браузере
    [few] в { $count } браузерах
    [many] в { $count } браузерах
   *[other] в { $count } браузера
  }
people-last = Последний вход
people-never = никогда
people-created = Добавлен(а)
people-password = Новый пароль
people-password-text = { $name } получит новый пароль, все сеансы закончатся. Старый пароль сразу перестанет действовать. Новый вам покажут один раз.
people-end-sessions = Завершить все сеансы
people-end-sessions-text = Сеансы во всех браузерах сразу закончатся ({ $name }); войти снова можно.
people-end-totp = Убрать второй фактор
people-end-totp-text = После этого { $name } входит по одному паролю. Только если устройство потеряно.
people-disable = Закрыть вход
people-disable-text = Все сеансы закончатся, и { $name } не сможет войти, пока вы снова не откроете вход.
people-enable = Открыть вход
people-remove = Удалить
people-remove-text = { $name } больше не сможет войти. Сделанное останется в журнале. Отменить это нельзя.
people-done = Готово: { $name }
people-handover = Передайте этот пароль
people-handover-text = Это пароль для { $name }. Он показывается только сейчас; передайте его надёжным путём и попросите сменить после первого входа.
people-copy = Копировать
people-copied = Скопировано.
people-handed-over = Пароль передан
