# Лист инструктажа.
briefing-title = Инструктаж
briefing-sheet = Лист инструктажа
briefing-print = Печать
briefing-choose-plans = Операции
briefing-choose-hint = Если ничего не выбрано – все операции периода.
briefing-narrow = Показаны не все. Выберите более короткий период.
briefing-period = Период
briefing-period-from = С
briefing-period-to = По
briefing-content = На листе
briefing-part-map = Карта
briefing-part-operations = Операции
briefing-part-coordinates = Координаты для сверки вслух
briefing-part-meetings = С чем пересекаются
briefing-part-areas = Действующие зоны
briefing-part-peers = Операции других поблизости
briefing-part-notices = Извещения, которых никто не видел
briefing-part-signatures = Прочитано и понято
briefing-prepared-by = Составил
briefing-prepared-at = Время составления
briefing-picture = Обстановка
briefing-picture-live = давность { $age }, запись журнала { $index }
briefing-picture-past = что этот пост знал в { $time }, запись журнала { $index }
briefing-warning = Лист сообщает то, что было известно при его составлении. Он не является разрешением на полёт.
briefing-unlimited = без ограничения
briefing-left-out =
    { $count ->
        [one] Ещё { $number } не вошла в лист.
        [few] Ещё { $number } не вошли в лист.
        [many] Ещё { $number } не вошли в лист.
       *[other] Ещё { $number } не вошли в лист.
    }
briefing-height = { $m } м / { $ft } фт { $reference }
briefing-name = Название
briefing-state = Состояние
briefing-from = С
briefing-to = По
briefing-heights = Высоты
briefing-no-operations = Операций этого поста в этом периоде нет.
briefing-coordinates-of = Координаты: { $name }
briefing-place = Место
briefing-corner = Объём { $volume }, точка { $corner }
briefing-radius = радиус { $length }
briefing-notation-first = В выбранной записи
briefing-notation-second = В другой записи
briefing-read-back = Сверено
briefing-no-meetings = Ни с чем известным не пересекаются.
briefing-blocks = правилами не допускается
briefing-does-not-block = правилами допускается
briefing-uncertain = не наверняка: высоты известны неточно
briefing-no-areas = В этом периоде нет действующих зон.
briefing-peers-near = Операции других в пределах { $length }
briefing-no-peers = Таких не известно.
briefing-withheld = её сторона не сообщила большего
briefing-no-notices = Все просмотрены.
briefing-reader = Имя
briefing-role = Должность
briefing-read-at = Время прочтения (с поясом)
briefing-signature = Подпись
briefing-map-alt = Карта операций и зон
briefing-map-none = Изображение карты здесь получить не удалось.
briefing-map-waiting = Карта рисуется…
briefing-map-at = Карта на { $time }
