# Экран «зоны».
areas-own = Зоны этого пульта
areas-back = Все зоны
areas-missing = Такой зоны нет. Возможно, её убрали; об этом скажет журнал.
areas-search = Поиск по названию
areas-kind = Вид
areas-kind-all = все виды
areas-time = Когда
areas-time-all = в любое время
areas-time-active = действуют сейчас
areas-time-soon = начнут действовать за 24 ч
areas-publication = Публикация
areas-publication-all = любые
areas-publication-published = опубликованные
areas-publication-unpublished = не опубликованные
areas-listed = { $n ->
    [one] подходит { $count } зона
    [few] подходят { $count } зоны
    [many] подходят { $count } зон
   *[other] подходят { $count } зоны
 }
areas-show-more = { $n ->
    [one] Показать ещё (осталась { $count })
    [few] Показать ещё (осталось { $count })
    [many] Показать ещё (осталось { $count })
   *[other] Показать ещё (осталось { $count })
 }
areas-more = { $n ->
    [one] и ещё { $count }
    [few] и ещё { $count }
    [many] и ещё { $count }
   *[other] и ещё { $count }
 }
areas-always = действует всегда
areas-active = действует, без конца
areas-active-until = действует; закончится { $when }, { $time }
areas-active-from = начнёт действовать { $when }, { $time }
areas-over = больше не действует, насколько рассчитано
areas-published = опубликована
areas-publishing = опубликована, ещё не вся в DSS
areas-published-nothing = опубликована, сообщать пока нечего
areas-unpublished = не опубликована
areas-withdrawing = отзывается
areas-show-on-map = Показать на карте
areas-log = Что происходило (журнал)
areas-heights = Высоты
areas-schedule = Когда действует
areas-windows = Ближайшее время действия
areas-window-start = с
areas-window-end = до
areas-window-length = длительность
areas-open-start = без начала
areas-open-end = без конца
areas-windows-unlisted = { $n ->
    [one] Рассчитан, но не показан ещё { $count } промежуток.
    [few] Рассчитаны, но не показаны ещё { $count } промежутка.
    [many] Рассчитаны, но не показаны ещё { $count } промежутков.
   *[other] Рассчитаны, но не показаны ещё { $count } промежутка.
 }
areas-windows-until = Рассчитано до { $time }.
areas-week = Ближайшие семь дней, { $zone }
areas-week-table = График ближайших семи дней; таблица ниже говорит то же самое.
areas-week-unknown = После { $time } ничего не показано.
areas-constraints = Что сообщено другим
areas-no-constraints = Ничего: зона не опубликована.
areas-no-constraints-yet = Пока ничего: ни одно её время ещё не близко.
areas-constraint-at-dss = в DSS
areas-constraint-being-written = записывается
areas-constraint-being-removed = убирается
areas-constraint-not-at-dss = нет в DSS
areas-version = версия { $version }
areas-constraints-unlisted = { $n ->
    [one] и ещё { $count } ограничение
    [few] и ещё { $count } ограничения
    [many] и ещё { $count } ограничений
   *[other] и ещё { $count } ограничения
 }
areas-said = Что говорит её файл
areas-message = Сообщение
areas-reason = Причина
areas-conditions = Условия
areas-authority = К кому обращаться
areas-everything = Всё, что говорил её файл
areas-changed = Изменена { $time } (редакция { $revision })
areas-source = Прочитана из { $format }: { $path }
areas-publish = Опубликовать
areas-publish-title = Опубликовать { $name }?
areas-publish-text = Все, кто там подписан, узнают, что зона «{ $kind }», где она, на каких высотах и когда действует: как ограничения в DSS. Узнают и её название, и к кому обращаться.
areas-publish-done = { $name }: опубликована, ограничения записываются.
areas-withdraw = Отозвать
areas-withdraw-title = Отозвать { $name }?
areas-withdraw-text = Её ограничения убираются из DSS, остальные узнают, что её больше нет. Здесь она остаётся.
areas-withdraw-done = { $name }: отозвана, ограничения убираются.
areas-remove = Убрать
areas-remove-title = Убрать { $name }?
areas-remove-text = Планы этого пульта больше не сверяются с ней. Чтобы вернуть её, файл надо импортировать заново.
areas-remove-text-published = Она опубликована: её ограничения тоже убираются из DSS, остальных извещают. Планы этого пульта больше не сверяются с ней. Чтобы вернуть её, файл надо импортировать заново.
areas-remove-done = { $name }: убрана.
areas-cannot-publish = Этот пульт не настроен публиковать зоны (manages_constraints).
areas-known = Ограничения других сторон
areas-known-hint = То, что другие сообщили этому пульту. Изменить это могут только они.
areas-known-none = Ни одного не известно.
areas-known-of = установил { $manager }
areas-known-zone = Что говорит установивший
areas-import = Импорт
areas-import-one = Брошено несколько файлов; взят первый. Остальные давайте по одному.
areas-file = Выбрать файл зон
areas-file-hint = GeoJSON, KML или KMZ, ED-318, ED-269, OpenAir; не больше { $size } МиБ. Или бросьте файл сюда. Сначала он просматривается; пока вы не скажете, ничего не вносится.
areas-format = Читать как
areas-format-auto = на что похоже
areas-format-geo-json = GeoJSON
areas-format-kml = KML, KMZ
areas-format-ed318 = ED-318
areas-format-ed269 = ED-269
areas-format-open-air = OpenAir
areas-file-empty = Файл пуст.
areas-file-large = В файле { $size } МиБ, читается не больше { $most }. Он не отправлен. Разделите его на несколько файлов.
areas-file-binary = Это не файл зон: похоже на рисунок, PDF или файл другой программы. Он не отправлен.
areas-file-encoding = Файл записан в UTF-16. Сохраните его в UTF-8 и выберите снова.
areas-file-unreadable = Файл не удалось прочесть. Возможно, это папка или файл перемещён.
areas-checking = Узел просматривает файл…
areas-importing = Зоны вносятся…
areas-check-failed = Файл не удалось прочесть:
areas-import-failed = Импорт не удался. Часть могла быть внесена; его можно повторить.
areas-check-again = Просмотреть снова
areas-put-away = Убрать файл
areas-would-come = { $n ->
    [0] Из этого файла ничего нельзя внести.
    [one] Можно внести { $count } зону; новых: { $fresh }.
    [few] Можно внести { $count } зоны; новых: { $fresh }.
    [many] Можно внести { $count } зон; новых: { $fresh }.
   *[other] Можно внести { $count } зоны; новых: { $fresh }.
 }
areas-is-new = новая
areas-is-known = уже есть: останется или заменится, если отличается
areas-import-deed = { $n ->
    [one] Внести { $count } зону
    [few] Внести { $count } зоны
    [many] Внести { $count } зон
   *[other] Внести { $count } зоны
 }
areas-imported = { $n ->
    [0] Ни одной зоны не внесено.
    [one] Внесена { $count } зона.
    [few] Внесены { $count } зоны.
    [many] Внесено { $count } зон.
   *[other] Внесено { $count } зоны.
 }
areas-problems = Что не так в файле
areas-problem-what = Тяжесть
areas-problem-where = Где
areas-problem-says = Что говорит узел
areas-errors = { $n ->
    [one] { $count } ошибка: пропущено
    [few] { $count } ошибки: пропущено
    [many] { $count } ошибок: пропущено
   *[other] { $count } ошибки: пропущено
 }
areas-warnings = { $n ->
    [one] { $count } предупреждение: всё же прочитано
    [few] { $count } предупреждения: всё же прочитано
    [many] { $count } предупреждений: всё же прочитано
   *[other] { $count } предупреждения: всё же прочитано
 }
areas-error = пропущено
areas-warning = прочитано
areas-problems-unlisted = { $n ->
    [one] и ещё { $count } неполадка, не показана
    [few] и ещё { $count } неполадки, не показаны
    [many] и ещё { $count } неполадок, не показаны
   *[other] и ещё { $count } неполадки, не показаны
 }
