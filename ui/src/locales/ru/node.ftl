# Узел: как обстоят дела с машиной.
node-stale = Показанному { $age }: оно от { $time }.
node-about = Этот узел
node-version = Версия
node-party = Сторона
node-uptime = Работает
node-started = Запущен
node-clock = Его часы
node-ledgers = Журналы
node-ledger-airspace = Воздушное пространство (DSS)
node-ledger-desk = Пост
node-records =
    { $count ->
        [one] { $number } запись
        [few] { $number } записи
        [many] { $number } записей
       *[other] { $number } записи
    }
node-store-ok = запись идёт
node-store-bad = хранилище не принимает записи
node-store-sqlite = на диске
node-store-memory = только в памяти
node-desk = Пост
node-streams = Следящие страницы
node-pending = Записи без ответа DSS
node-deliveries = Ожидают оповещения
node-ground = Высоты земли
node-rules = Правила
node-yes = да
node-no = нет
node-rule-equal-priority-may-overlap = Равные приоритеты могут пересекаться
node-rule-monitors-conformance = Положения отслеживаются
node-reached = Кто доступен
node-reached-none = С момента запуска никого не вызывали.
node-reached-ok = отвечает
node-reached-bad = не отвечает
node-kind-dss = DSS
node-kind-peer = Другая сторона
node-kind-token-server = Сервер токенов
node-calls =
    { $count ->
        [one] { $number } вызов
        [few] { $number } вызова
        [many] { $number } вызовов
       *[other] { $number } вызова
    }
node-failures =
    { $count ->
        [one] { $number } сбой
        [few] { $number } сбоя
        [many] { $number } сбоев
       *[other] { $number } сбоя
    }
node-mean = в среднем { $value } мс
node-last-ok = последний ответ { $time }
node-never-ok = ответов не было
node-last-failure = последний сбой { $time }
node-limits = Пределы
node-limit = Предел для
node-fullness = Заполнено
node-used = Занято
node-bound = Не более
node-limit-reached = Достигнут
node-percent = { $value } %
node-times =
    { $count ->
        [one] { $number } раз
        [few] { $number } раза
        [many] { $number } раз
       *[other] { $number } раза
    }
node-never = ни разу
node-requests = Запросы
node-operation = Операция
node-count = С запуска
node-failed = Неудачно
node-per-second = В секунду
node-mean-ms = Среднее, мс
node-rate = Сейчас запросов в секунду: { $value }, из них неудачных: { $failed }; наибольшее за десять минут: { $most }.
node-rate-soon = Частота станет известна после второго замера, через несколько секунд.
node-limit-plans = Операции этого поста
node-limit-areas = Зоны
node-limit-known = Сообщённое другими
node-limit-constraints = Ограничения этого поста
node-limit-deliveries = Ожидающие оповещения
node-limit-notices-listed = Хранимые извещения
node-limit-subscriptions = Подписки
node-limit-templates = Шаблоны
node-limit-connections = Соединения
node-limit-bodies-kib = Память для запросов, КиБ
node-limit-streams = Следящие страницы
node-limit-requests-of-one-subject = Запросы одного клиента в секунду
node-limit-commands-waiting-desk = Ожидают решения, пост
node-limit-commands-waiting-airspace = Ожидают решения, воздушное пространство
node-limit-log-searches = Поиски в журнале
node-limit-log-exports = Выгрузки журнала
node-limit-looks-into-the-past = Просмотры прошлого
node-rule-processes-constraints = Ограничения других учитываются
node-rule-manages-constraints = Опубликованные зоны становятся ограничениями
node-rule-contingent-after-s = Секунд до перехода несоответствующей операции в аварийное состояние
node-rule-automated-testing = Интерфейсы автоматических испытаний
node-operation-none = без операции
