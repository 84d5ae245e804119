# Журнал: что произошло и что когда было известно.
log-timeline = Что знал этот пост
log-slider = Момент в журнале
log-now = сейчас
log-at-now = Показана текущая обстановка.
log-knew-at = Показано: что этот пост знал в { $time } (запись { $index }).
log-step-back = На запись назад
log-step-on = На запись вперёд
log-back-to-now = Вернуться к текущему
log-fetching = Чтение журнала…
log-choose-moment = Выбрать момент
log-moment = Момент
log-span = Шкала охватывает
log-span-hour = последний час
log-span-day = последние сутки
log-span-week = последнюю неделю
log-span-all = всё с первой записи
log-keys = Клавиши: [ запись назад, ] запись вперёд.
log-filter = Отбор и выгрузка
log-filtered = показана только часть
log-filter-none = Показать всё
log-entity = Операция, зона или другой объект
log-entity-hint = По названию или по полному идентификатору.
log-actor = Кто
log-actor-hint = Сторона, person:имя или desk:сторона.
log-kind = Что
log-kind-all = всё
log-group-operations = операции и шаблоны
log-group-conflicts = конфликты и извещения
log-group-others = сообщённое другими
log-group-areas = зоны
log-group-deliveries = оповещение других
log-group-people = люди и сеансы
log-group-upkeep = обслуживание
log-from = С
log-to = По
log-export-csv = Сохранить в CSV
log-export-ndjson = Сохранить в NDJSON
log-export-picture = Сохранить эту картину (JSON)
log-entries = Записи, сначала новые
log-new =
    { $count ->
        [one] { $number } новая запись
        [few] { $number } новые записи
        [many] { $number } новых записей
       *[other] { $number } новой записи
    }
log-older = Показать более старые
log-not-yet = Пока ничего не найдено; более старые записи ещё не просмотрены.
log-further = Искать дальше
log-empty = Записей, подходящих под отбор, нет.
log-full = Показывается не более { $number } записей. Для более старых используйте отбор или выгрузку.
log-index = запись { $index }
log-more-events =
    { $count ->
        [one] и ещё { $number } событие в этой записи
        [few] и ещё { $number } события в этой записи
        [many] и ещё { $number } событий в этой записи
       *[other] и ещё { $number } события в этой записи
    }
log-travel-here = Что было известно тогда
log-show = На карте
log-only = Только это
log-actor-person = человек
log-actor-desk = пост
log-actor-party = сторона
log-by-desk = этот пост автоматически
log-by-console = на самой машине
log-position = в точке { $place }, высота { $height } W84
log-delivery = оповещение { $id }
log-depth-ground = { $length } по земле
log-depth-height = { $length } по высоте
log-depth-time = { $duration } по времени
# По одному предложению на каждый вид события.
log-event-unknown = Записано: { $kind } { $name }
log-event-write-begun =
    { $ended ->
        [true] DSS направлен запрос завершить «{ $name }».
       *[other] «{ $name }» направлена в DSS, состояние: { $state }.
    }
log-event-write-landed =
    { $ended ->
        [true] «{ $name }» завершена.
       *[other] DSS принял «{ $name }».
    }
log-event-write-failed = DSS не принял «{ $name }».
log-event-orphan-settled = Проверено: «{ $name }» в DSS отсутствует.
log-event-conformance-noted =
    { $outside ->
        [true] «{ $name }» вышла из своих объёмов.
       *[other] «{ $name }» вернулась в свои объёмы.
    }
log-event-operation-forgotten = «{ $name }» давно завершена и больше не хранится в обстановке.
log-event-template-put = Шаблон «{ $name }» сохранён.
log-event-template-removed = Шаблон «{ $name }» удалён.
log-event-met = «{ $name }» пересекается с «{ $other }».
log-event-parted = «{ $name }» больше не пересекается с «{ $other }».
log-event-noticed = Дано извещение.
log-event-notices-seen = Извещения до номера { $number } просмотрены.
log-event-operation-known = { $manager } сообщила о своей операции { $name }, состояние: { $state }.
log-event-operation-gone = Операция { $name } другой стороны окончена.
log-event-constraint-known = { $manager } сообщила о своём ограничении { $name }.
log-event-constraint-gone = Ограничение { $name } другой стороны окончено.
log-event-reported = Отчёт: от { $name }, кому: { $to }.
log-event-area-put = Зона «{ $name }» внесена.
log-event-area-removed = Зона «{ $name }» удалена.
log-event-area-published =
    { $published ->
        [true] О зоне «{ $name }» сообщается другим.
       *[other] О зоне «{ $name }» другим больше не сообщается.
    }
log-event-windows-extended = Расписание «{ $name }» рассчитано до { $until }.
log-event-constraint-put = Ограничение «{ $name }» этого поста изменено.
log-event-constraint-removed = Ограничения «{ $name }» этого поста больше нет.
log-event-delivery-due = { $to } следует сообщить о «{ $name }».
log-event-delivery-made = Другой стороне сообщено.
log-event-delivery-failed =
    { $until-is ->
        [none] Другой стороне сообщить не удалось; попытки прекращены.
       *[other] Другой стороне сообщить не удалось; следующая попытка в { $until }.
    }
log-event-delivery-superseded = Одно сообщение заменено более поздним.
log-event-person-added = { $name }: добавлена учётная запись, роль: { $role }.
log-event-person-changed = { $name }: учётная запись изменена, роль: { $role }.
log-event-password-changed = { $name }: пароль изменён, все сеансы завершены.
log-event-totp-set = { $name }: второй фактор включён.
log-event-totp-dropped = { $name }: второй фактор отключён.
log-event-person-removed = { $name }: учётная запись удалена.
log-event-signed-in = { $name }: вход.
log-event-signed-out = { $name }: выход.
log-event-signed-out-everywhere = { $name }: все сеансы завершены.
log-event-session-expired = Срок одного сеанса истёк.
log-event-watch-kept = Подписка { $name } в DSS продлена.
log-event-watch-dropped = Подписка { $name } в DSS завершена.
log-event-probed = Хранилище проверено.
# Извещения по видам.
log-notice-conflict-found = Извещение: «{ $name }» конфликтует с «{ $other }».
log-notice-conflict-cleared = Извещение: «{ $name }» больше не конфликтует с «{ $other }».
log-notice-plan-changed-near = Извещение: { $manager } изменила операцию рядом с «{ $name }».
log-notice-area-activated = Извещение: зона «{ $other }» действует там, где летит «{ $name }».
log-notice-state-changed =
    { $automatic ->
        [true] Извещение: состояние «{ $name }» изменилось автоматически: { $state }.
       *[other] Извещение: состояние «{ $name }» изменилось: { $state }.
    }
log-notice-left-volumes = Извещение: «{ $name }» вышла из своих объёмов.
log-notice-back-in-volumes = Извещение: «{ $name }» вернулась в свои объёмы.
log-notice-delivery-failing = Извещение: { $to } не удаётся оповестить, { $count ->
        [one] { $number } попытка
        [few] { $number } попытки
        [many] { $number } попыток
       *[other] { $number } попытки
    }.
log-notice-write-unheard = Извещение: DSS не ответил о «{ $name }»; выясняется.
log-notice-reconciled =
    { $landed ->
        [true] Извещение: выяснено, что DSS принял «{ $name }».
       *[other] Извещение: выяснено, что DSS не принял «{ $name }».
    }
log-notice-meetings-left-out = Извещение: { $count ->
        [one] { $number } пересечение не записано
        [few] { $number } пересечения не записаны
        [many] { $number } пересечений не записано
       *[other] { $number } пересечения не записано
    } отдельно: их слишком много.
log-notice-peer-unreadable = Извещение: ответы { $manager } не читаются.
