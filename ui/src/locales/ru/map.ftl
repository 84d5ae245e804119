# Карта, её шкала времени и панель рядом с ней.
map-title = Карта. Стрелки двигают её, плюс и минус меняют масштаб.
map-controls = Управление картой
map-zoom-in = Приблизить
map-zoom-out = Отдалить
map-fit-all = Показать всё
map-locate = Показать выбранное
map-no-webgl = В этом браузере карту нельзя нарисовать (нет WebGL). Списки и подробности работают без неё.
map-basemap-failed = Не удалось загрузить основу карты: { $detail }
map-at-pointer = Под указателем:
map-at-middle = Середина карты:
map-scale = Масштаб:
map-scale-m = { $value } м
map-scale-km = { $value } км
map-scale-ft = { $value } футов
map-scale-nm = { $value } мор. миль
map-inactive = в этот момент не действует
map-withheld-short = подробности не раскрыты
map-depth-horizontal = ↔ { $length }
map-depth-vertical = ↕ { $length }
map-depth-time = ⏱ { $time }
map-time = Время
map-time-slider = Момент, который показывает карта
map-now = Сейчас
map-play = Ускорить время в { $rate } раз
map-ahead = через { $duration }
map-back = { $duration } назад
map-tick = { $hours } ч
map-seen-operations = На карте: { $own ->
    [one] { $ownText } своя операция
    [few] { $ownText } свои операции
    [many] { $ownText } своих операций
   *[other] { $ownText } своей операции
  }, { $peers ->
    [one] { $peersText } операция других сторон.
    [few] { $peersText } операции других сторон.
    [many] { $peersText } операций других сторон.
   *[other] { $peersText } операции других сторон.
  }
map-seen-off-nominal = { $n ->
    [0] Нештатных нет.
    [one] { $nText } нештатная.
    [few] { $nText } нештатные.
    [many] { $nText } нештатных.
   *[other] { $nText } нештатной.
  }
map-seen-zones = { $n ->
    [one] Действует { $nText } зона из { $allText }.
    [few] Действуют { $nText } зоны из { $allText }.
    [many] Действуют { $nText } зон из { $allText }.
   *[other] Действует { $nText } зоны из { $allText }.
  }
map-seen-positions = { $n ->
    [0] Воздушных судов не видно.
    [one] Видно { $nText } воздушное судно.
    [few] Видно { $nText } воздушных судна.
    [many] Видно { $nText } воздушных судов.
   *[other] Видно { $nText } воздушного судна.
  }
map-seen-conflicts = { $n ->
    [0] В этот момент конфликтов нет.
    [one] { $nText } конфликт в этот момент.
    [few] { $nText } конфликта в этот момент.
    [many] { $nText } конфликтов в этот момент.
   *[other] { $nText } конфликта в этот момент.
  }
# Панель.
map-list = На карте
map-search = Поиск по имени, номеру или стороне
map-what = Что
map-what-all = всё
map-what-own-operation = свои операции
map-what-peer-operation = операции других
map-what-area = зоны
map-what-constraint = ограничения
map-sort = Состояние или вид
map-any = любое
map-active-only = Только то, что есть в показанный момент
map-found = { $n ->
    [0] Ничего такого нет.
    [one] Найден { $count } объект.
    [few] Найдено { $count } объекта.
    [many] Найдено { $count } объектов.
   *[other] Найдено { $count } объекта.
  }
map-more = { $n ->
    [one] Показать ещё { $count }
    [few] Показать ещё из { $count }
    [many] Показать ещё из { $count }
   *[other] Показать ещё из { $count }
  }
map-left-out = { $n ->
    [one] Не показан { $count }.
    [few] Не показаны { $count }.
    [many] Не показаны { $count }.
   *[other] Не показано { $count }.
  }
map-own = своя
map-peer = другой стороны
map-show = Показать на карте
map-open-plan = План
map-open-area = Зона
map-open-log = Показать в журнале
map-gone = Этого в обстановке больше нет.
map-when = Когда
map-heights = Высоты
map-band = от { $lower } до { $upper }
map-priority = Приоритет
map-not-told = не сообщён
map-planner = Составил
map-changed = Изменено
map-pending = Записывается
map-pending-since = с { $time }, ответа ещё нет
map-excursion = Вне своих объёмов с
map-last-position = Последнее положение
map-manager = Сторона
map-told-by = Сообщил
map-version = Версия
map-id = Номер
map-withheld = Её сторона не отвечает и подробностей не сообщила: она может быть где угодно в этих объёмах.
map-published = Опубликована
map-published-yes = да, другим сообщено
map-published-no = нет, известна только здесь
map-schedule = Действует
map-windows-until = Время рассчитано до { $time }.
map-volumes = { $n ->
    [one] { $count } объём
    [few] { $count } объёма
    [many] { $count } объёмов
   *[other] { $count } объёма
  }
map-meets = Встречает
map-meets-nothing = Не встречает ничего из того, что здесь известно.
map-uncertain = возможно: одна из высот точно не известна
map-profile = Вертикальный профиль
map-profile-terrain = Высоты над эллипсоидом WGS 84. Земля не показана: она здесь не известна.
map-profile-table = Профиль в виде таблицы
map-profile-summary = { $span }: { $n ->
    [0] наложений нет.
    [one] { $count } наложение.
    [few] { $count } наложения.
    [many] { $count } наложений.
   *[other] { $count } наложения.
  }
map-box-own = Объём
map-box-own-off-nominal = нештатный объём
map-box-other = Другая операция
map-box-zone = Зона
map-box-overlap = Наложение с
map-goto = Перейти к координатам
map-go = Перейти
map-layers = Слои и условные знаки
map-layers-shown = Показывать
map-layer-operations = Операции
map-layer-areas = Зоны и ограничения
map-layer-positions = Воздушные суда
map-layer-conflicts = Конфликты
map-layer-names = Названия стран и мест
map-layer-grid = Координатная сетка
map-sample-aircraft = воздушное судно; контур: нет вестей более 15 с
map-sample-conflict = конфликт в показанный момент; контур: позже
map-sample-meeting = дозволенная встреча
map-legend-hint = Ромбы – свои операции, треугольники – чужие. Закрашенные летят. Пунктирный контур – принятая, сплошной – активная, точечный – не действует в показанный момент. Воздушные суда показаны только на сейчас.
map-unit-m = м
map-unit-ft = фт
map-not-drawn = { $n ->
    [one] Не показан { $count } объект: их слишком много.
    [few] Не показаны { $count } объекта: их слишком много.
    [many] Не показано { $count } объектов: их слишком много.
   *[other] Не показано { $count } объекта: их слишком много.
}
