# Слова вида «План».
plan-title = Планы
plan-new = Новый план
plan-changing = Изменение: { $name }
plan-unnamed = план без названия
plan-begin = Начать план
plan-begin-draw = Нарисовать новый план
plan-begin-type = Ввести новый план
plan-continue = Продолжить: { $name }
plan-own = Планы этого пульта
plan-search = Поиск по названию или автору
plan-show-ended = Показать завершённые
plan-none = Планов ещё нет. Нарисуйте план или начните с шаблона или файла.
plan-none-found = Ничего не найдено.
plan-more = { $n ->
    [one] Показать ещё (остался { $count })
    [few] Показать ещё (осталось { $count })
    [many] Показать ещё (осталось { $count })
   *[other] Показать ещё (осталось { $count })
 }
plan-has-conflict = недопустимое пересечение
plan-starts-in = начнётся через { $duration }
plan-ends-in = закончится через { $duration }
plan-over = время вышло
plan-unknown = Такого плана у этого пульта больше нет.
plan-to-list = Все планы
# Черновик.
plan-name = Название
plan-priority = Приоритет
plan-priority-hint = Больший идёт первым. 0, если ничего не согласовано.
plan-start-all = Начало всего плана
plan-start = Начало
plan-end = Конец
plan-heights = Высоты
plan-state = Состояние
plan-lower = От высоты
plan-upper = До высоты
plan-duration = Длительность (минуты)
plan-buffer = Запас (метры)
plan-tools = Рисование
plan-tool-polygon = Область
plan-tool-rectangle = Прямоугольник
plan-tool-circle = Круг
plan-tool-linestring = Коридор
plan-tool-select = Двигать и править
plan-tool-type = Ввести
plan-tool-polygon-hint = Щёлкайте по углам на карте. Enter или щелчок по первому углу завершает, Escape отменяет.
plan-tool-rectangle-hint = Щёлкните один угол, затем противоположный. Escape отменяет.
plan-tool-circle-hint = Щёлкните центр, затем край. Escape отменяет.
plan-tool-linestring-hint = Щёлкайте линию точка за точкой. Enter или щелчок по последней точке завершает, Escape отменяет.
plan-tool-select-hint = Щёлкните часть. Тяните её, её углы или точки между ними. Правая кнопка убирает угол, Delete — часть.
plan-type-polygon = Область по углам
plan-type-circle = Круг по центру и радиусу
plan-type-corridor = Коридор по точкам
plan-undo = Отменить
plan-redo = Вернуть
plan-parts = Части
plan-parts-none = Ещё ничего не нарисовано: рисуйте на карте, введите углы или возьмите файл.
plan-parts-more = { $n ->
    [one] Показать ещё { $count }
    [few] Показать ещё { $count }
    [many] Показать ещё { $count }
   *[other] Показать ещё { $count }
 }
plan-part = Часть { $number }: { $kind }
plan-part-when = { $time }, на { $duration }
plan-part-wrong = не закончена
plan-part-remove = Убрать часть { $number }
plan-form-polygon = область
plan-form-circle = круг
plan-form-corridor = коридор
plan-center = Центр
plan-radius = Радиус (метры)
plan-half-width = Половина ширины (метры)
plan-half-width-hint = В каждую сторону от линии.
plan-corners = { $n ->
    [one] { $count } точка
    [few] { $count } точки
    [many] { $count } точек
   *[other] { $count } точки
 }
plan-corner = Точка { $number }
plan-corner-remove = Убрать точку { $number }
plan-corner-new = Ещё точка
plan-corner-add = Добавить
plan-corners-more = { $n ->
    [one] Показать ещё { $count } точку
    [few] Показать ещё { $count } точки
    [many] Показать ещё { $count } точек
   *[other] Показать ещё { $count } точки
 }
# Что исправить до отправки.
plan-problem-name = Название слишком длинное: не более { $most } байт.
plan-problem-priority = Приоритет должен быть целым числом.
plan-problem-no-parts = Ещё ничего не нарисовано.
plan-problem-height = Нужна высота от { $least } до { $most }.
plan-problem-upper = Верхняя высота должна быть больше нижней.
plan-problem-time = Нужны дата и время.
plan-problem-end = Конец должен быть позже начала.
plan-problem-buffer = Запас должен быть от { $least } до { $most } м.
plan-problem-vertices = У области должно быть от { $least } до { $most } углов; сейчас { $count }.
plan-problem-area = Площадь этой части { $area } км²; допускается не более { $most } км². Нарисуйте её меньше.
plan-problem-crossing = Стороны этой области пересекаются. Передвиньте угол.
plan-problem-radius = Радиус должен быть больше 0 м.
plan-problem-line = Коридору нужны хотя бы две точки.
plan-problem-width = Половина ширины должна быть от { $least } до { $most } м.
plan-problem-volumes = Эти части дают объёмов: { $count }; допускается не более { $most }.
plan-problem-vertices-all = Всего углов: { $count }; допускается не более { $most }.
plan-problem-ahead = Начать можно не позже чем через { $days } дней.
plan-problem-past = Весь план в прошлом.
# Вердикт.
plan-verdict = Проверка
plan-verdict-asking = Проверяется…
plan-verdict-clear = Ничего из известного этому пульту не мешает.
plan-verdict-warned = { $n ->
    [one] Может быть принят. Обратите внимание: { $count } замечание.
    [few] Может быть принят. Обратите внимание: { $count } замечания.
    [many] Может быть принят. Обратите внимание: { $count } замечаний.
   *[other] Может быть принят. Обратите внимание: { $count } замечания.
 }
plan-verdict-blocked = { $n ->
    [one] Нельзя: { $count } недопустимое пересечение.
    [few] Нельзя: { $count } недопустимых пересечения.
    [many] Нельзя: { $count } недопустимых пересечений.
   *[other] Нельзя: { $count } недопустимого пересечения.
 }
plan-verdict-age = Ответу { $age }, он от { $time }.
plan-verdict-of-older = Он о прежней версии плана: об этой узел спросить не удалось.
plan-asked-here = Сверено с тем, что известно этому пульту.
plan-asked-everybody = Опрошены служба и все, кого это касается.
plan-ask-everybody = Опросить всех сейчас
plan-asking-everybody = Опрашиваются служба и все, кого это касается…
plan-met-named = { $kind } { $name }
plan-met-of = ({ $manager })
plan-list-comma = {", "}
plan-pair-depth = глубина на земле { $length }
plan-pair-height = общая высота { $length }
plan-pair-time = общее время { $time }
plan-pair-seconds = { $n ->
    [one] общее время { $seconds } секунда
    [few] общее время { $seconds } секунды
    [many] общее время { $seconds } секунд
   *[other] общее время { $seconds } секунды
 }
plan-pair-from = С { $time }.
plan-pairs = { $n ->
    [one] { $count } место.
    [few] { $count } места; показано самое глубокое.
    [many] { $count } мест; показано самое глубокое.
   *[other] { $count } места; показано самое глубокое.
 }
plan-certain = Пересечение несомненно.
plan-uncertain = Пересечение возможно: высоты известны не точно.
plan-meetings-more = { $n ->
    [one] … и ещё { $count }.
    [few] … и ещё { $count }.
    [many] … и ещё { $count }.
   *[other] … и ещё { $count }.
 }
plan-weight-lower-priority = её приоритет выше: этот план должен уступить
plan-weight-equal-priority = равный приоритет, и она была раньше: этот план должен уступить
plan-weight-prohibited = запретная зона
plan-weight-unauthorised = зона, где нужно разрешение
plan-weight-higher-priority = приоритет этого плана выше: уступить должна другая
plan-weight-equal-permitted = равный приоритет; пересечение здесь согласовано
plan-weight-already = пересечение было уже во время полёта
plan-weight-advises = зона с предупреждением
plan-weight-authorised = заявлено, что разрешение есть
plan-authorisation = У нас есть разрешение для этой зоны
plan-authorisation-hint = Это ваше заявление, оно записывается под вашим именем. Система разрешений не даёт.
plan-authorisation-said = Вы заявили, что разрешение у вас есть.
plan-authorisation-take-back = Отозвать заявление
# Выходы.
plan-ways = Варианты
plan-ways-seeking = Ищутся варианты…
plan-ways-none = Вариантов в пределах 6 часов и 300 м нет. Передвиньте или разделите план.
plan-ways-failed = Варианты найти не удалось.
plan-way-later = +{ $time }
plan-way-earlier = −{ $time }
plan-way-higher = выше на { $length }
plan-way-lower = ниже на { $length }
plan-way-hold = ждать { $time } в пути
plan-way-from = с { $time }
plan-way-clear = проверено: свободно
plan-way-take = Взять
# Отправка и её исход.
plan-send = Отправка
plan-submit = Подать
plan-send-change = Отправить изменение
plan-discard = Отбросить
plan-discard-title = Отбросить этот черновик?
plan-discard-text = Нарисованное и введённое пропадёт. Уже отправленный план останется как есть.
plan-replace-text = Открыт другой черновик. Нарисованное и введённое в нём пропадёт.
plan-doing-submit = Подача: опрашиваются служба и все, кого это касается…
plan-doing-change = Изменение отправляется…
plan-doing-activate = Активация…
plan-doing-contingent = Объявляется аварийное состояние…
plan-doing-end = Завершение…
plan-done-submit = Служба приняла { $name }. Всем, кого это касается, сообщается.
plan-done-change = Изменение { $name } действует. Всем, кого это касается, сообщается.
plan-done-activate = { $name }: активирован. Всем, кого это касается, сообщается.
plan-done-contingent = { $name }: аварийное состояние. Всем, кого это касается, сообщается.
plan-done-end = { $name }: завершён.
plan-being-found-out = { $name }: отправлен, но служба не ответила. Выясняется, принят ли он.
plan-unheard = Служба не отозвалась. Выясняется, состоялось ли это; ответ появится здесь. Отправить ещё раз безопасно.
plan-refused-submit = Отказано: есть недопустимое пересечение. Ничего не изменилось.
plan-refused-activate = Активировать нельзя: есть недопустимое пересечение.
plan-refused-field = Отказано; см. отмеченное поле: { $text }
plan-changed-by-someone = Тем временем кто-то изменил этот план.
plan-changed-draft-kept = Ваш черновик сохранён.
plan-differs = Различия
plan-theirs = Как сейчас
plan-mine = Ваш черновик
plan-keep-mine = Оставить мой; чужой я видел
plan-take-theirs = Взять как сейчас
# Один план.
plan-deeds = Что можно сделать
plan-activate = Активировать
plan-activate-from = Активировать можно с { $time }, через { $duration }.
plan-activate-not-now = Активировать можно, только пока действует один из его объёмов.
plan-change = Изменить
plan-duplicate = Дублировать
plan-contingent = Объявить аварию
plan-contingent-title = Объявить аварийное состояние: { $name }?
plan-contingent-text = Всем сообщается, что операция окончательно вышла из плана. Отозвать это нельзя; после этого её можно только завершить.
plan-contingent-known = Где она может быть, уже сказано; это остаётся.
plan-contingent-where = Где она может быть теперь: вокруг её объёмов на
plan-contingent-lateral = В каждую сторону (метры)
plan-contingent-vertical = Вверх и вниз (метры)
plan-contingent-longer = Дольше на (минуты)
plan-end-deed = Завершить
plan-end-title = Завершить { $name }?
plan-end-text = Её объёмы освобождаются, и всем, кого это касается, сообщается. Возобновить её нельзя.
plan-pending = на пути к состоянию: { $state }
plan-pending-since = Служба не отвечает уже { $duration }. Выясняется, принят ли план.
plan-telling = { $n ->
    [one] осталось сообщить { $count } стороне
    [few] осталось сообщить { $count } сторонам
    [many] осталось сообщить { $count } сторонам
   *[other] осталось сообщить { $count } стороны
 }
plan-telling-failing = { $n ->
    [one] { $count } из них не отвечает.
    [few] { $count } из них не отвечают.
    [many] { $count } из них не отвечают.
   *[other] { $count } из них не отвечает.
 }
plan-told-all = Всем, кого это касается, сообщено.
plan-outside = Вне своих объёмов уже { $duration }
plan-contingent-in = Авария через { $duration }, если не вернётся.
plan-contingent-due = Переходит в аварийное состояние.
plan-left-at = Вышла в точке
plan-meets = С чем пересекается
plan-meets-nothing = Ни с чем из известного этому пульту не пересекается.
plan-volumes = Объёмы
plan-off-nominal = вне плана
plan-planner = Планировал
plan-made = Создан
plan-last-change = Изменён
plan-last-position = Последнее положение
plan-authorisations = Разрешения
plan-authorisations-count = { $n ->
    [one] заявлено { $count }
    [few] заявлено { $count }
    [many] заявлено { $count }
   *[other] заявлено { $count }
 }
plan-id = Идентификатор
# Файлы.
plan-from-file = Из файла
plan-file = GeoJSON, KML, KMZ или план QGroundControl
plan-file-hint = Выберите или перетащите сюда. Не более 16 МиБ. Этим ничего не подаётся.
plan-file-too-large = В этом файле { $size } МиБ; читается не более { $most } МиБ. Уберите лишнее или разделите его.
plan-file-reading = Читается…
plan-file-volumes = { $n ->
    [one] Прочитан { $count } объём.
    [few] Прочитано { $count } объёма.
    [many] Прочитано { $count } объёмов.
   *[other] Прочитано { $count } объёма.
 }
plan-file-needs-start = В файле не сказано, когда начало.
plan-file-buffers = Запасы
plan-file-lateral = В каждую сторону (метры)
plan-file-vertical = Вверх и вниз (метры)
plan-file-usual = Обычный, если пусто.
plan-file-take = Сделать планом
plan-file-add = Добавить к плану
plan-stated = Что предположено
# Шаблоны.
plan-templates = Шаблоны
plan-templates-none = Шаблонов ещё нет. Любой план можно сохранить как шаблон.
plan-template-start = Начало планов из шаблонов
plan-template-use = Взять
plan-template-by = { $by }, { $time }
plan-template-save = Сохранить как шаблон
plan-template-name = Название шаблона
plan-template-name-wrong = В названии должно быть от 1 до { $most } байт.
plan-template-too-large = Этот план велик для шаблона: не более { $most } КиБ.
plan-template-saved = Шаблон { $name } сохранён.
plan-template-replace-title = Заменить шаблон?
plan-template-replace = Шаблон { $name } уже есть. Он будет заменён.
plan-template-replace-deed = Заменить
plan-template-delete = Удалить шаблон { $name }
plan-template-delete-title = Удалить этот шаблон?
plan-template-delete-text = { $name } удаляется для всех. Планы, сделанные из него, остаются.
