# Экран «сейчас»: что требует внимания, оповещения, уведомления.
now-heading = Что требует вас сейчас
now-badge = { $n ->
    [one] { $count } срочное дело
    [few] { $count } срочных дела
    [many] { $count } срочных дел
   *[other] { $count } срочного дела
 }
now-summary = Срочно: { $urgent } · скоро: { $soon } · к сведению: { $know }
now-urgency-urgent = срочно
now-urgency-soon = скоро
now-urgency-know = к сведению
now-over = больше никого не требует
now-more = { $n ->
    [one] и ещё { $count }
    [few] и ещё { $count }
    [many] и ещё { $count }
   *[other] и ещё { $count }
 }
now-nothing = Сейчас ничто никого не требует.
now-nothing-age = По обстановке на { $time }, { $age } назад.
now-nothing-stale = Этой обстановке { $age }: по ней нельзя сказать, требует ли вас что-нибудь.
now-nothing-known = Обстановка ещё не пришла: нельзя сказать, требует ли вас что-нибудь.
now-nothing-then = На { $time } ничто никого не требовало, насколько знал этот пульт.
now-group-line = Связь с узлом
now-group-conflict = Конфликты
now-group-off-nominal = Свои операции вне своих границ
now-group-peer-off-nominal = Чужие операции рядом вне своих границ
now-group-area-soon = Зоны, которые скоро начнут действовать
now-group-delivery = Кого не удалось известить
now-group-unheard = Записи без ответа
now-group-due = Операции, которые скоро начнутся или закончатся
now-group-unseen = Уведомления
now-show-on-map = Показать на карте
now-show-plan-on-map = Показать на карте: { $plan }
now-open-plan = Открыть план
now-change-plan = Изменить план
now-open-area = Открыть зону
now-open-node = Посмотреть узел
now-take = Беру на себя
now-taken = Вы взяли на себя
now-activate = Активировать
now-activated = { $plan }: активна.
now-end = Завершить
now-end-title = Завершить { $plan }?
now-end-text = Операция убирается из DSS, остальных извещают. Вернуть это нельзя.
now-ended = { $plan }: завершена.
now-mark-seen = Отметить как просмотренные
now-seen-done = Уведомления отмечены как просмотренные.
now-other-own = операцией { $name } (своя)
now-other-peer = операцией { $name } ({ $manager })
now-other-area = зоной { $name }
now-other-constraint = ограничением { $name } ({ $manager })
now-depth-across = глубина на земле { $length }
now-depth-height = общая высота { $length }
now-depth-time = общее время { $duration }
now-depth-places = { $n ->
    [one] в { $count } месте
    [few] в { $count } местах
    [many] в { $count } местах
   *[other] в { $count } местах
 }
now-uncertain = не наверняка: высоты известны неточно
now-weight-lower-priority = преимущество у другой стороны
now-weight-equal-priority = преимущества нет ни у кого
now-weight-prohibited = полёты там запрещены
now-weight-unauthorised = нужно разрешение, которого план не называет
now-weight-higher-priority = преимущество у вас: уступить должна другая сторона
now-weight-equal-permitted = между равными допускается
now-weight-already = так было и до последнего изменения
now-weight-advises = только совет
now-weight-authorised = план называет разрешение
now-line-title = Узла не слышно
now-line-means = То, что вы видите, больше не меняется. Пока связи нет, новое сюда не придёт.
now-conflict-title = { $plan } в конфликте с { $other }
now-conflict-permitted = { $plan } пересекается с { $other }
now-off-nonconforming = { $plan }: вне своих границ
now-off-contingent = { $plan }: нештатная
now-off-contingent-means = остальным сообщено, где она может быть
now-contingent-in = нештатная через { $duration }
now-contingent-due = нештатная с минуты на минуту
now-peer-title = Операция { $other } ({ $manager }): { $state }
now-peer-meets = пересекается: { $plans }
now-peer-near = рядом с вашими операциями
now-peer-near-plans = рядом: { $plans }
now-area-title = { $name } ({ $kind })
now-area-of = ограничение, установил { $manager }
now-area-inside = внутри: { $plans }
now-delivery-title = { $n ->
    [one] { $to }: не удалось известить о { $count } предмете
    [few] { $to }: не удалось известить о { $count } предметах
    [many] { $to }: не удалось известить о { $count } предметах
   *[other] { $to }: не удалось известить о { $count } предмета
 }
now-delivery-operation = операция { $name }
now-delivery-constraint = ограничение { $name }
now-delivery-about = о чём: { $subjects }
now-delivery-attempts = { $n ->
    [one] { $count } попытка
    [few] { $count } попытки
    [many] { $count } попыток
   *[other] { $count } попытки
 }
now-delivery-problem = причина: { $problem }
now-unheard-title = DSS не ответила: { $plan }, ожидается «{ $state }»
now-unheard-means = узел выясняет, принята ли запись
now-due-start = { $plan }: скоро начало, не активирована
now-due-late = { $plan }: время начала прошло, не активирована
now-due-end = { $plan }: скоро конец
now-due-over-flying = { $plan }: время вышло, всё ещё активна
now-due-over-unflown = { $plan }: время вышло, не была активирована
now-due-over-means = воздушное пространство за ней больше не закреплено
now-unseen-title = { $n ->
    [one] { $count } уведомление, которого никто не видел
    [few] { $count } уведомления, которых никто не видел
    [many] { $count } уведомлений, которых никто не видел
   *[other] { $count } уведомления, которых никто не видел
 }
now-when-meets = пересекутся { $when }
now-when-met = пересечение началось { $when }
now-when-outside = вне границ: началось { $when }
now-when-since = началось { $when }
now-when-active = начнёт действовать { $when }
now-when-active-since = начала действовать { $when }
now-when-until = закончится { $when }
now-when-waits = ожидание началось { $when }
now-when-next-try = следующая попытка { $when }
now-when-starts = начнётся { $when }
now-when-ends = закончится { $when }
now-when-started = начало было { $when }
now-when-ended = конец был { $when }
now-when-oldest = самое старое: { $when }
now-announce-many = { $n ->
    [one] { $n } новое срочное дело
    [few] { $n } новых срочных дела
    [many] { $n } новых срочных дел
   *[other] { $n } нового срочного дела
 }
now-alerts = Звук и оповещения
now-alert-sound = Звук для срочного
now-alert-notifications = Оповещения браузера для срочного
now-sound-ready = звук работает
now-sound-waiting = браузер держит страницу без звука
now-sound-waiting-help = Звука пока нет: браузер держит страницу без звука, пока вы не щёлкнете по ней или не нажмёте клавишу.
now-sound-unsupported = Этот браузер не может воспроизвести звуки.
now-sound-allow = Включить звук
now-notification-ready = оповещения работают
now-notification-ask = браузер ещё не спрошен
now-notification-ask-help = Оповещения выбраны, но браузер ещё не спрошен: нажмите кнопку в разделе «Звук и оповещения».
now-notification-denied = браузер запрещает оповещения
now-notification-denied-help = Браузер запрещает оповещения этой страницы. Разрешите их в настройках браузера для этого сайта (значок рядом с адресом) и загрузите страницу заново.
now-notification-insecure = не по незащищённому соединению
now-notification-insecure-help = Браузеры оповещают только со страниц, полученных по HTTPS или с этой же машины. Откройте HTTPS-адрес этого пульта.
now-notification-unsupported = этот браузер не оповещает
now-notification-unsupported-help = В этом браузере нет оповещений для страниц. Звук всё равно работает.
now-notification-allow = Спросить браузер
now-try-conflict = Проба: конфликт
now-try-left = Проба: выход за границы
now-test-title = Проба
now-test-conflict = Так звучит и выглядит конфликт.
now-test-left = Так звучит и выглядит операция вне своих границ.
now-test-sound-off = Звук выключен.
now-test-sound-played = Звук воспроизведён. Если ничего не слышно, проверьте громкость этой машины.
now-test-sound-blocked = Браузер не воспроизвёл звук. Щёлкните по странице и повторите.
now-test-notification-off = Оповещения выключены.
now-test-notification-shown = Оповещение показано. Если его не видно, проверьте настройки этой машины («не беспокоить»).
now-test-notification-blocked = Браузер не показал оповещение.
now-notices = Последние уведомления
now-kind = Вид
now-all-kinds = все виды
now-unseen-only = Только те, которых никто не видел
now-no-notices = Уведомлений нет.
now-not-seen = не просмотрено
now-seen-by = Просмотрено: { $by }, { $time }
now-show-more = { $n ->
    [one] Показать ещё (осталось { $count })
    [few] Показать ещё (осталось { $count })
    [many] Показать ещё (осталось { $count })
   *[other] Показать ещё (осталось { $count })
 }
now-kind-conflict-found = найден конфликт
now-kind-conflict-cleared = конфликт исчез
now-kind-plan-changed-near = изменение рядом
now-kind-area-activated = пересечение с зоной
now-kind-state-changed = смена состояния
now-kind-left-volumes = выход за границы
now-kind-back-in-volumes = возвращение в границы
now-kind-delivery-failing = не удалось известить
now-kind-write-unheard = запись без ответа
now-kind-reconciled = запись выяснена
now-kind-meetings-left-out = пересечения не записаны
now-kind-peer-unreadable = ответ не прочесть
now-notice-conflict-found = { $blocks ->
    [true] { $own } в конфликте с { $other }.
   *[other] { $own } пересекается с { $other }; это допускается.
 }
now-notice-conflict-cleared = { $own } больше не пересекается с { $other }.
now-notice-changed-near = Операция { $other } ({ $manager }) рядом с { $own } теперь: { $state }.
now-notice-ended-near = Операция { $other } ({ $manager }) рядом с { $own } завершена.
now-notice-area-activated = { $own } пересекается с { $other }.
now-notice-state-changed = { $automatic ->
    [true] { $own }: само собой из «{ $from }» в «{ $to }».
   *[other] { $own }: из «{ $from }» в «{ $to }».
 }
now-notice-state-new = { $own }: { $to }.
now-notice-left-volumes = { $own }: выход за свои границы.
now-notice-back-in-volumes = { $own }: снова в своих границах.
now-notice-delivery-failing = { $n ->
    [one] { $to }: не удалось известить о { $own } ({ $count } попытка): { $problem }
    [few] { $to }: не удалось известить о { $own } ({ $count } попытки): { $problem }
    [many] { $to }: не удалось известить о { $own } ({ $count } попыток): { $problem }
   *[other] { $to }: не удалось известить о { $own } ({ $count } попытки): { $problem }
 }
now-notice-write-unheard = DSS не ответила о { $own }; узел выясняет, принята ли запись.
now-notice-reconciled-landed = Выяснено: DSS приняла изменение { $own }.
now-notice-reconciled-lost = Выяснено: DSS не приняла изменение { $own }.
now-notice-meetings-left-out = { $n ->
    [one] { $own }: пересечений сразу так много, что { $count } не записано.
    [few] { $own }: пересечений сразу так много, что { $count } не записаны.
    [many] { $own }: пересечений сразу так много, что { $count } не записано.
   *[other] { $own }: пересечений сразу так много, что { $count } не записано.
 }
now-notice-peer-unreadable = { $manager }: ответ не удалось прочесть: { $problem }
