# ruff: noqa: E501 - the small files in here are written as their formats have them
"""Every format that others write: each is known by its content, and no row of it is lost or bent."""

from __future__ import annotations

import json
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import geopandas
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from dashboard.cli import main
from dashboard.exchange.importing import SCHEMA, Options, Question, Unreadable, read, store
from dashboard.exchange.importing.profiles import GDELT_COLUMNS
from dashboard.layer import home, the_layer
from dashboard.layer.vocabulary import CATEGORIES
from tests.imports import ALMATY, counts, extra, taken, told, when, written

ACLED_NEW = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,"
    "assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,"
    "geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
ACLED_ROWS = (
    "KAZ100,{0},2022,1,Demonstrations,Protests,Peaceful protest,Protesters (Kazakhstan),Labor Group; Oil Workers,6,,,0,60,,398,Caucasus and "
    'Central Asia,Kazakhstan,Mangystau,Zhanaozen,,Zhanaozen,43.3412,52.8619,1,Agency,National,"On 5 January, people gathered.",0,crowd '
    "size=no report,1642000000",
    "KAZ101,{0},2022,2,Political violence,Riots,Mob violence,Rioters (Kazakhstan),,5,Police,,1,15,,398,Caucasus and Central Asia,Kazakhstan,"
    "Almaty,,,Almaty,43.25,76.95,2,Agency,National,A clash.,3,,1642000000",
    "KAZ102,{0},2022,3,Strategic developments,Strategic developments,Other,Police,,1,,,0,10,,398,Caucasus and Central Asia,Kazakhstan,"
    "Almaty,,,Almaty,43.25,76.95,3,Agency,National,Something else.,0,,1642000000",
)


def acled(day: str, header: str = ACLED_NEW) -> str:
    """An ACLED export with three events of one day."""
    return "\n".join([header, *(row.format(day) for row in ACLED_ROWS)]) + "\n"


@pytest.mark.parametrize("day", ["05 January 2022", "2022-01-05"])
def test_acled_is_known_by_its_columns_and_its_precision_codes_widen_time_and_place(tmp_path: Path, day: str) -> None:
    """1 is the day where it was, 2 the days of a week around it, 3 the month."""
    events, found = taken(written(tmp_path, "export.csv", acled(day)))
    assert found.report.format == "acled"
    assert counts(found) == {"taken": 3}
    assert [e["id"] for e in events] == ["KAZ100", "KAZ101", "KAZ102"]
    assert [when(e) for e in events] == [
        ("2022-01-04T19:00", "2022-01-05T19:00", "day"),  # Zhanaozen, UTC+5
        ("2022-01-01T18:00", "2022-01-08T18:00", "day"),  # Almaty, UTC+6
        ("2021-12-31T18:00", "2022-01-31T18:00", "month"),
    ]
    assert [e["tz"] for e in events] == ["Asia/Aqtau", "Asia/Almaty", "Asia/Almaty"]
    assert extra(events[2])["time_precision"] == "3"
    assert [e["category"] for e in events] == ["protest", "clash", None]
    assert [e["geo_precision"] for e in events] == ["city", "region", "region"]
    assert events[0]["kind"] == "Protests / Peaceful protest"
    assert events[0]["title"] == "Peaceful protest, Zhanaozen"
    assert events[0]["actors"] == ["Protesters (Kazakhstan)", "Labor Group", "Oil Workers"]
    assert [e["fatalities_best"] for e in events] == [0, 3, 0]
    assert extra(events[0])["tags"] == "crowd size=no report"
    assert extra(events[1])["event_date"] == day


def test_acled_before_2023_had_capitals_and_other_columns(tmp_path: Path) -> None:
    """They are read as the same format, and the identifiers that are no more are kept beside."""
    header = "DATA_ID,ISO,EVENT_ID_CNTY,EVENT_ID_NO_CNTY,EVENT_DATE,YEAR,TIME_PRECISION,EVENT_TYPE,SUB_EVENT_TYPE,ACTOR1,LATITUDE,LONGITUDE,FATALITIES"
    row = "8800,398,KAZ7,7,05 January 2022,2022,1,Riots,Violent demonstration,Rioters,43.25,76.95,1"
    events, found = taken(written(tmp_path, "old.csv", f"{header}\n{row}\n"))
    assert found.report.format == "acled"
    assert events[0]["id"] == "KAZ7"
    assert events[0]["category"] == "clash"
    assert extra(events[0])["data_id"] == "8800"


def test_acled_answers_its_api_in_json(tmp_path: Path) -> None:
    """The rows are under "data", numbers are texts or numbers."""
    rows = [
        dict(
            zip(
                ACLED_NEW.split(","), ["K1", "2022-01-05", 2022, 1, "", "Protests", "Peaceful protest", *[""] * 24], strict=True
            )
        )
    ]
    rows[0] |= {"latitude": "43.25", "longitude": 76.95, "fatalities": "0", "country": "Kazakhstan"}
    events, found = taken(written(tmp_path, "read", json.dumps({"status": 200, "success": True, "count": 1, "data": rows})))
    assert found.report.format == "acled"
    assert (events[0]["id"], events[0]["lat"], events[0]["fatalities_best"]) == ("K1", 43.25, 0)


GED = (
    "id,relid,year,type_of_violence,conflict_name,dyad_name,side_a,side_b,source_article,where_prec,where_coordinates,"
    "where_description,adm_1,latitude,longitude,country,date_prec,date_start,date_end,best,high,low\n"
    "400001,KAZ-2022-1,2022,3,Kazakhstan: civilians,Government of Kazakhstan - Civilians,Government of Kazakhstan,Civilians,"
    '"Agency, 2022",2,Almaty,Almaty and around,Almaty,43.25,76.95,Kazakhstan,2,2022-01-05 00:00:00.000,2022-01-07 00:00:00.000,5,9,2\n'
    "400002,KAZ-2022-2,2022,1,X,X - Y,X,Y,Agency,6,Kazakhstan,,,48.0,68.0,Kazakhstan,4,2022-01-01 00:00:00.000,2022-01-31 00:00:00.000,1,1,1\n"
)


@pytest.mark.parametrize("zipped", [False, True])
def test_ucdp_ged_has_low_best_and_high_and_both_ends_of_the_time(tmp_path: Path, zipped: bool) -> None:
    """Its midnights are days, its last day is included; also in the zip in which it is given out."""
    if zipped:
        path = tmp_path / "ged221-csv.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("GEDEvent_v22_1.csv", GED)
    else:
        path = written(tmp_path, "ged.csv", GED)
    events, found = taken(path, ALMATY)
    assert found.report.format == "ged"
    assert counts(found) == {"taken": 2}
    assert when(events[0]) == ("2022-01-04T18:00", "2022-01-07T18:00", "day")
    assert when(events[1]) == ("2021-12-31T18:00", "2022-01-31T18:00", "month")
    assert [events[0][f"fatalities_{n}"] for n in ("low", "best", "high")] == [2, 5, 9]
    assert (events[0]["uncertainty_m"], events[0]["geo_precision"], events[1]["geo_precision"]) == (25_000, "city", "country")
    assert events[0]["kind"] == "One-sided violence"
    assert events[0]["actors"] == ["Government of Kazakhstan", "Civilians"]


@pytest.mark.parametrize("width", [57, 58, 61])
def test_gdelt_has_no_header_and_is_known_by_the_number_of_its_columns(tmp_path: Path, width: int) -> None:
    """Version 1.0 with and without addresses, version 2.0."""
    columns = GDELT_COLUMNS[width]
    assert len(columns) == width
    values = dict.fromkeys(columns, "") | {
        "GLOBALEVENTID": "1023", "SQLDATE": "20220105", "EventCode": "145", "Actor1Name": 'PROTESTER "A"', "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Almaty, Almaty, Kazakhstan", "ActionGeo_Lat": "43.25", "ActionGeo_Long": "76.95", "DATEADDED": "20220106",
    }  # fmt: skip
    rows = ["\t".join({**values, "GLOBALEVENTID": str(n)}.values()) for n in (1023, 1024)]
    events, found = taken(written(tmp_path, "20220105.export.CSV", "\n".join(rows) + "\n"))
    assert found.report.format == "gdelt"
    assert [e["id"] for e in events] == ["1023", "1024"]
    assert [e["row"] for e in events] == [1, 2]
    assert when(events[0]) == ("2022-01-05T00:00", "2022-01-06T00:00", "day")
    assert (events[0]["category"], events[0]["kind"], events[0]["status"]) == ("clash", "CAMEO 145", "unverified")
    assert events[0]["actors"] == ['PROTESTER "A"']


GENERIC = {
    "en": "Date,Latitude,Longitude,Title,Type,Deaths,Source,URL",
    "ru": "Дата,Широта,Долгота,Название,Тип,Погибшие,Источник,Ссылка",
    "kk": "Күні,Ендік,Бойлық,Атауы,Түрі,Қаза тапқандар,Дереккөз,Сілтеме",
    "el": "Ημερομηνία,Πλάτος,Μήκος,Τίτλος,Τύπος,Νεκροί,Πηγή,Σύνδεσμος",
}


@pytest.mark.parametrize("lang", GENERIC)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_plain_table_is_understood_by_the_names_of_its_columns(tmp_path: Path, lang: str, delimiter: str) -> None:
    """In English, Russian, Kazakh and Greek; cells with line feeds count as the lines they are on."""
    rows = [
        GENERIC[lang].split(","),
        ["2022-01-05", "43.25", "76.95", '"Two\nlines"', "Arson", "2", "Agency", "https://example.org/a"],
    ]
    rows.append(["2022-01-06", "43.26", "76.96", "Next", "protest", "", "Agency", ""])
    events, found = taken(written(tmp_path, "t.txt", "\n".join(delimiter.join(r) for r in rows)), ALMATY)
    assert counts(found) == {"taken": 2}
    assert [e["title"] for e in events] == ["Two\nlines", "Next"]
    assert [e["row"] for e in events] == [2, 4]
    assert [e["category"] for e in events] == ["arson", "protest"]
    assert [e["fatalities_best"] for e in events] == [2, None]
    assert events[0]["source_url"] == "https://example.org/a"
    assert events[0]["status"] == "claimed"


def test_dates_and_coordinates_are_found_by_their_content_too(tmp_path: Path) -> None:
    """A column of pairs and a column of dates need no name that is known."""
    events, _ = taken(written(tmp_path, "t.csv", 'a,b,c\n"43.238, 76.945",05.01.2022,x\n"43.24, 76.95",13.01.2022,y\n'), ALMATY)
    assert [(e["lat"], e["lon"]) for e in events] == [(43.238, 76.945), (43.24, 76.95)]
    assert extra(events[0]) == {"c": "x"}


def test_a_table_without_header_is_mapped_by_number(tmp_path: Path) -> None:
    """Its columns are called 1, 2, 3."""
    path = written(tmp_path, "t.csv", "2022-01-05,43.25,76.95,one\n2022-01-06,43.26,76.96,two\n")
    with pytest.raises(Question, match="--map lat=COLUMN --map lon=COLUMN"):
        read(path)
    events, _ = taken(path, Options(columns={"lat": "2", "lon": "3", "title": "4"}))
    assert [e["title"] for e in events] == ["one", "two"]


def test_wkt_in_a_column_is_kept_whole(tmp_path: Path) -> None:
    """A line stays a line; the point that stands for it lies on it."""
    events, _ = taken(
        written(tmp_path, "t.csv", 'date,wkt\n2022-01-05,"LINESTRING (76.9 43.2, 76.95 43.25)"\n2022-01-05,POINT (77 43)\n')
    )
    line = shapely.from_wkb(events[0]["geometry"])
    assert line.equals(shapely.LineString([(76.9, 43.2), (76.95, 43.25)]))
    assert line.distance(shapely.Point(events[0]["lon"], events[0]["lat"])) < 1e-9
    assert (events[1]["lat"], events[1]["lon"]) == (43, 77)


HXL = "Place,Where,When,Lat,Lon,Killed\n#adm1+name,#loc+name,#date+start,#geo+lat,#geo+lon,#affected+killed\nAlmaty,Almaty,2022-01-05,43.25,76.95,3\n"


@pytest.mark.parametrize("headed", [True, False])
def test_hxl_is_read_by_its_tags(tmp_path: Path, headed: bool) -> None:
    """With a header above the tags and without."""
    content = HXL if headed else HXL.partition("\n")[2]
    events, found = taken(written(tmp_path, "hxl.csv", content))
    assert counts(found) == {"taken": 1}
    assert (events[0]["admin1"], events[0]["place"], events[0]["fatalities_best"]) == ("Almaty", "Almaty", 3)
    assert "HXL" in " ".join(found.report.notes)


# --- spreadsheets and columns ---------------------------------------------------------------------------------------


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    """An XLSX file with strings, numbers and dates, as the standard has it."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as book:
        names = list(sheets)
        overrides = "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            for n in range(1, len(names) + 1)
        )
        book.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
            f"{overrides}</Types>",
        )
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        book.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            f'Type="{kind}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="s{n}"/>' for n, name in enumerate(names, 1))
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{kind}"><sheets>{listed}</sheets></workbook>')
        links = "".join(
            f'<Relationship Id="s{n}" Type="{kind}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(names) + 1)
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'{links}<Relationship Id="t" Type="{kind}/styles" Target="styles.xml"/></Relationships>',
        )
        book.writestr(
            "xl/styles.xml",
            f'<styleSheet xmlns="{main}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>'
            '<xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>',
        )
        for n, rows in enumerate(sheets.values(), 1):
            body = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
            book.writestr(f"xl/worksheets/sheet{n}.xml", f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>')
    return stream.getvalue()


def cell(value: object) -> str:
    """One cell of a sheet."""
    if isinstance(value, (datetime, date)):
        moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001 - as sheets keep them
        days = (moment - datetime(1899, 12, 30)).total_seconds() / 86_400  # noqa: DTZ001
        return f'<c s="{2 if isinstance(value, datetime) else 1}"><v>{days!r}</v></c>'
    if isinstance(value, (int, float)):
        return f"<c><v>{value!r}</v></c>"
    return f'<c t="inlineStr"><is><t>{value}</t></is></c>'


HEAD: list[object] = ["Дата", "Широта", "Долгота", "Название", "Пометка"]


def test_xlsx_keeps_days_days_and_whole_numbers_whole(tmp_path: Path) -> None:
    """A date cell is a day, a number that is a code has no point, lines above the header are passed over."""
    rows = [
        ["Сводка за январь"],
        [],
        HEAD,
        [date(2022, 1, 5), 43.25, 76.95, "Первое", 17],
        [date(2022, 1, 6), 43.3, 76.9, "Второе", 18],
    ]
    events, found = taken(written(tmp_path, "t.xlsx", workbook({"Лист1": rows})), ALMATY)
    assert found.report.format == "sheet"
    assert [e["title"] for e in events] == ["Первое", "Второе"]
    assert when(events[0]) == ("2022-01-04T18:00", "2022-01-05T18:00", "day")
    assert [extra(e) for e in events] == [{"Пометка": "17"}, {"Пометка": "18"}]
    assert [e["row"] for e in events] == [4, 5]


def test_a_workbook_with_two_sheets_is_a_question(tmp_path: Path) -> None:
    """--part answers it; an empty sheet does not count."""
    rows = [HEAD, [datetime(2022, 1, 5, 18, 30), 43.25, 76.95, "x", 1]]  # noqa: DTZ001 - as sheets keep them
    path = written(tmp_path, "t.xlsx", workbook({"A": rows, "B": [*rows, [date(2022, 1, 6), 43.25, 76.95, "y", 2]], "C": []}))
    with pytest.raises(Question, match="--part A or --part B"):
        read(path)
    events, _ = taken(path, Options(part="B", zone="Asia/Almaty"))
    assert when(events[0]) == ("2022-01-05T12:30", "2022-01-05T12:31", "minute")
    assert len(events) == 2


def test_ods_is_read(tmp_path: Path) -> None:
    """As LibreOffice writes it, dates with their value."""
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>'
        for c in ("date", "lat", "lon", "title")
    )
    row = (
        '<table:table-cell office:value-type="date" office:date-value="2022-01-05"><text:p>05.01.22</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="43.25"><text:p>43,25</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="76.95"><text:p>76,95</text:p></table:table-cell>'
        '<table:table-cell office:value-type="string"><text:p>Ένα</text:p></table:table-cell>'
    )
    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="S"><table:table-row>{cells}</table:table-row>'
        f"<table:table-row>{row}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    path = tmp_path / "t.ods"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", kind)
        book.writestr("content.xml", content)
        book.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="{office}:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{kind}"/></m:manifest>',
        )
    events, found = taken(path, ALMATY)
    assert found.report.format == "sheet"
    assert (events[0]["title"], events[0]["lat"]) == ("Ένα", 43.25)
    assert when(events[0])[2] == "day"


def test_parquet_columns_keep_their_meaning_whatever_their_type(tmp_path: Path) -> None:
    """Moments with a zone, dates, lists and numbers."""
    table = pa.table(
        {
            "date": pa.array([datetime(2022, 1, 5, 12, 0)], pa.timestamp("ns", "Asia/Almaty")),  # noqa: DTZ001
            "lat": [43.25],
            "lon": [76.95],
            "actors": [["Police", "Crowd"]],
            "fatalities": pa.array([2.0]),
            "nested": [{"a": 1}],
        }
    )
    pq.write_table(table, tmp_path / "t.parquet")
    events, found = taken(tmp_path / "t.parquet")
    assert found.report.format == "parquet"
    assert when(events[0]) == ("2022-01-05T12:00", "2022-01-05T12:01", "minute")
    assert (events[0]["actors"], events[0]["fatalities_best"], extra(events[0])["nested"]) == (
        ["Police", "Crowd"],
        2,
        '{"a": 1}',
    )


# --- maps -----------------------------------------------------------------------------------------------------------


def features(*features_: tuple[object, dict[str, object]], **more: object) -> str:
    """A GeoJSON collection."""
    told_ = [{"type": "Feature", "geometry": g, "properties": p} for g, p in features_]
    return json.dumps({"type": "FeatureCollection", "features": told_, **more}, ensure_ascii=False)


POINT = {"type": "Point", "coordinates": [76.95, 43.25, 812.5]}
AREA = {"type": "Polygon", "coordinates": [[[76.9, 43.2], [77.0, 43.2], [77.0, 43.3], [76.9, 43.3], [76.9, 43.2]]]}


def test_geojson_keeps_geometries_whole_and_heights(tmp_path: Path) -> None:
    """A point in an area stands for it; a feature without geometry is refused, not dropped."""
    path = written(
        tmp_path,
        "t.geojson",
        features(
            (POINT, {"name": "Площадь", "date": "2022-01-05"}),
            (AREA, {"name": "b", "date": "2022-01-05", "n": {"x": 1}}),
            (None, {"date": "2022-01-05"}),
        ),
    )
    events, found = taken(path)
    assert found.report.format == "geojson"
    assert counts(found) == {"taken": 2, "refused": 1}
    assert told(found) == ["3: 'geometry' must be a point, a line or an area (got nothing)"]
    assert shapely.get_coordinates(shapely.from_wkb(events[0]["geometry"]), include_z=True).tolist() == [[76.95, 43.25, 812.5]]
    assert (events[0]["lat"], events[0]["lon"]) == (43.25, 76.95)
    assert shapely.from_wkb(events[1]["geometry"]).area == pytest.approx(0.01)
    assert extra(events[1]) == {"n": '{"x": 1}'}


def test_geojson_may_have_a_feature_a_line(tmp_path: Path) -> None:
    """As GDAL and others write it for long files."""
    line = json.dumps({"type": "Feature", "geometry": POINT, "properties": {"date": "2022-01-05", "title": "a"}})
    other = line.replace('"a"', '"b"')
    events, found = taken(written(tmp_path, "t.geojsonl", f"{line}\n{other}\n"))
    assert found.report.format == "geojson"
    assert [e["title"] for e in events] == ["a", "b"]


KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Карта</name><Folder><name>Протесты</name>
<Placemark><name>Площадь Республики</name><description><![CDATA[<b>Толпа</b> у акимата<br>Ссылка: <a href="https://example.org/1">тут</a>
<script>alert(1)</script>]]></description><TimeStamp><when>2022-01-05T18:00:00+06:00</when></TimeStamp>
<Point><coordinates>76.945,43.238,0</coordinates></Point></Placemark>
<Placemark><name>Шествие</name><ExtendedData><Data name="дата"><value>05.01.2022</value></Data></ExtendedData>
<TimeSpan><begin>2022-01-05</begin><end>2022-01-06</end></TimeSpan>
<LineString><coordinates>76.94,43.23,0 76.95,43.24,0</coordinates></LineString></Placemark>
</Folder></Document></kml>"""


@pytest.mark.parametrize("zipped", [False, True])
def test_kml_of_my_maps_gives_text_for_html_and_keeps_times_and_folders(tmp_path: Path, zipped: bool) -> None:
    """Cyrillic, descriptions with tags, spans of time, lines; also in a KMZ."""
    if zipped:
        path = tmp_path / "map.kmz"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("doc.kml", KML)
            archive.writestr("images/icon.png", b"x")
    else:
        path = written(tmp_path, "map.kml", KML)
    events, found = taken(path, ALMATY)
    assert found.report.format == "kml"
    assert counts(found) == {"taken": 2}
    assert events[0]["title"] == "Площадь Республики"
    assert events[0]["summary"] == "Толпа у акимата\nСсылка: тут"
    assert events[0]["kind"] == "Протесты"
    assert events[0]["source_url"] == "https://example.org/1"
    assert when(events[0]) == ("2022-01-05T12:00", "2022-01-05T12:01", "minute")
    assert when(events[1]) == ("2022-01-04T18:00", "2022-01-06T18:00", "day")
    assert shapely.from_wkb(events[1]["geometry"]).geom_type == "LineString"
    assert extra(events[1]) == {"дата": "05.01.2022"}


def test_gpx_gives_waypoints_and_whole_tracks(tmp_path: Path) -> None:
    """A track lasts from its first to its last point."""
    gpx = """<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="43.25" lon="76.95"><ele>800</ele><time>2022-01-05T12:00:00Z</time>
    <name>Пост</name><desc>Блокпост</desc></wpt><trk><name>Путь</name><trkseg><trkpt lat="43.2" lon="76.9"><time>2022-01-05T12:00:00Z</time></trkpt>
    <trkpt lat="43.3" lon="77.0"><time>2022-01-05T13:30:00Z</time></trkpt></trkseg></trk></gpx>"""
    events, found = taken(written(tmp_path, "t.gpx", gpx))
    assert found.report.format == "gpx"
    assert [e["title"] for e in events] == ["Пост", "Путь"]
    assert [when(e)[:2] for e in events] == [("2022-01-05T12:00", "2022-01-05T12:01"), ("2022-01-05T12:00", "2022-01-05T13:30")]
    assert events[0]["summary"] == "Блокпост"
    assert shapely.from_wkb(events[1]["geometry"]).geom_type == "LineString"


@pytest.mark.parametrize(
    "feed",
    [
        """<rss version="2.0" xmlns:georss="http://www.georss.org/georss"><channel><item><title>Clash</title><description>&lt;p&gt;A &amp;amp; B&lt;/p&gt;</description>
        <link>https://example.org/1</link><guid>g1</guid><pubDate>Wed, 05 Jan 2022 18:00:00 +0600</pubDate><georss:point>43.25 76.95</georss:point></item></channel></rss>""",
        """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:georss="http://www.georss.org/georss" xmlns:gml="http://www.opengis.net/gml"><entry><title>Clash</title>
        <summary type="html">A &amp; B</summary><link href="https://example.org/1"/><id>g1</id><updated>2022-01-05T12:00:00Z</updated>
        <georss:where><gml:Point><gml:pos>43.25 76.95</gml:pos></gml:Point></georss:where></entry></feed>""",
    ],
)
def test_georss_gives_entries_and_says_that_their_times_are_those_of_publication(tmp_path: Path, feed: str) -> None:
    """RSS with a simple point, Atom with GML."""
    events, found = taken(written(tmp_path, "feed.xml", feed))
    assert found.report.format == "georss"
    assert (events[0]["id"], events[0]["title"], events[0]["summary"]) == ("g1", "Clash", "A & B")
    assert (events[0]["lat"], events[0]["source_url"]) == (43.25, "https://example.org/1")
    assert when(events[0])[0] == "2022-01-05T12:00"
    assert "publication" in " ".join(found.report.notes)


def frame(crs: str = "EPSG:4326") -> geopandas.GeoDataFrame:
    """Two places with Cyrillic names, in a system."""
    made = geopandas.GeoDataFrame(
        {"title": ["Алматы", "Тараз"], "date": ["2022-01-05", "2022-01-06"]},
        geometry=geopandas.points_from_xy([76.95, 71.37], [43.25, 42.9]),
        crs="EPSG:4326",
    )
    return made.to_crs(crs)


@pytest.mark.parametrize(
    ("driver", "name", "format_"),
    [("GPKG", "t.gpkg", "geopackage"), ("FlatGeobuf", "t.fgb", "flatgeobuf"), ("ESRI Shapefile", "t.shp", "shapefile")],
)
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:32643"])
def test_files_of_gdal_are_read_in_any_system(tmp_path: Path, driver: str, name: str, format_: str, crs: str) -> None:
    """Web maps' metres and UTM are turned into degrees, and it is said."""
    frame(crs).to_file(tmp_path / name, driver=driver, encoding="utf-8")
    events, found = taken(tmp_path / name)
    assert found.report.format == format_
    assert sorted(e["title"] for e in events) == ["Алматы", "Тараз"]
    assert sorted(round(e["lat"], 5) for e in events) == [42.9, 43.25]
    assert any("WGS 84" in n for n in found.report.notes) == (crs != "EPSG:4326")


def test_a_geopackage_with_two_layers_is_a_question(tmp_path: Path) -> None:
    """--part names one."""
    frame().to_file(tmp_path / "t.gpkg", layer="one", driver="GPKG")
    frame().iloc[:1].to_file(tmp_path / "t.gpkg", layer="two", driver="GPKG")
    with pytest.raises(Question, match="--part one or --part two"):
        read(tmp_path / "t.gpkg")
    assert len(taken(tmp_path / "t.gpkg", Options(part="two"))[0]) == 1


def test_geoparquet_is_read_with_its_system(tmp_path: Path) -> None:
    """The system stands in the metadata."""
    frame("EPSG:3857").to_parquet(tmp_path / "t.parquet")
    events, found = taken(tmp_path / "t.parquet")
    assert found.report.format == "parquet"
    assert [round(e["lon"], 5) for e in events] == [76.95, 71.37]


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8"])
@pytest.mark.parametrize("cpg", [True, False])
def test_a_shapefile_in_a_zip_has_the_letters_that_its_cpg_says_or_that_make_words(
    tmp_path: Path, encoding: str, cpg: bool
) -> None:
    """Without .cpg and without a mark in the dBase header they are found out."""
    made = frame()
    made["title"] = ["Захват акимата Алматы", "Столкновения в Таразе"]
    made.to_file(tmp_path / "s.shp", driver="ESRI Shapefile", encoding=encoding)
    base = bytearray((tmp_path / "s.dbf").read_bytes())
    base[29] = 0
    (tmp_path / "s.dbf").write_bytes(base)
    with zipfile.ZipFile(tmp_path / "s.zip", "w") as archive:
        for part in (".shp", ".shx", ".dbf", ".prj", *([".cpg"] if cpg else [])):
            archive.write(tmp_path / f"s{part}", f"folder/s{part}")
    events, found = taken(tmp_path / "s.zip")
    assert found.report.format == "shapefile"
    assert [e["title"] for e in events] == ["Захват акимата Алматы", "Столкновения в Таразе"]


def test_timemap_has_the_month_first_and_times_apart(tmp_path: Path) -> None:
    """As Forensic Architecture and Bellingcat publish it: an event without time is a day."""
    told_ = [
        {"id": "CIV1", "description": "Fire at the akimat", "date": "1/5/2022", "time": "18:30", "location": "Almaty", "latitude": "43.25",
         "longitude": "76.95", "category": "Fire", "sources": ["https://example.org/1"], "associations": ["a", "b"]},
        {"id": "CIV2", "description": "x", "date": "1/6/2022", "time": "", "location": "", "latitude": "43.26", "longitude": "76.95",
         "category": "", "sources": [], "associations": []},
    ]  # fmt: skip
    events, found = taken(written(tmp_path, "events.json", json.dumps(told_)), ALMATY)
    assert found.report.format == "timemap"
    assert [when(e) for e in events] == [
        ("2022-01-05T12:30", "2022-01-05T12:31", "minute"),
        ("2022-01-05T18:00", "2022-01-06T18:00", "day"),
    ]
    assert (events[0]["id"], events[0]["source_url"], extra(events[0])["associations"]) == (
        "CIV1",
        "https://example.org/1",
        "a;b",
    )


def test_umap_gives_all_its_layers_and_fetches_none(tmp_path: Path) -> None:
    """The layer's name is the kind of its features; remote data stay where they are."""
    one = {
        "type": "Feature",
        "geometry": POINT,
        "properties": {"name": "a", "date": "2022-01-05", "_umap_options": {"color": "red"}},
    }
    umap = {
        "type": "umap", "uri": "https://example.org", "properties": {}, "geometry": POINT,
        "layers": [
            {"type": "FeatureCollection", "features": [one], "_umap_options": {"name": "Поджоги"}},
            {"type": "FeatureCollection", "features": [], "_umap_options": {"name": "r", "remoteData": {"url": "https://example.org/r"}}},
        ],
    }  # fmt: skip
    events, found = taken(written(tmp_path, "map.umap", json.dumps(umap)))
    assert found.report.format == "umap"
    assert (events[0]["title"], events[0]["kind"], events[0]["category"]) == ("a", "Поджоги", "arson")
    assert "nothing is fetched" in " ".join(found.report.notes)


def test_our_own_package_comes_back_event_by_event() -> None:
    """Times, places, statuses, categories, and what the seam has no field for in `extra`."""
    layer = the_layer()
    events, found = taken(home.DATA)
    assert found.report.format == "package"
    assert counts(found) == {"taken": len(layer.events)}
    ours = {e.event_id: e for e in layer.events}
    for event in events:
        one = ours[event["id"]]
        place = layer.places[one.place_id]
        assert (event["start"], event["end"]) == (one.interval.start, one.interval.end)
        assert (event["lat"], event["lon"], event["uncertainty_m"]) == (place.lat, place.lon, place.uncertainty_m)
        assert (event["title"], event["category"], event["status"]) == (one.titles["en"], one.category, one.status)
        assert extra(event)["title_kk"] == one.titles["kk"]


@pytest.mark.parametrize("name", ["e.geojson", "e.csv", "e.xlsx", "e.kml", "e.gpkg", "e.fgb", "e.parquet", "e.zip"])
def test_what_is_exported_comes_back(tmp_path: Path, name: str) -> None:
    """Every event with its id, its interval, its place and what it says, whatever the form in between."""
    layer = the_layer()
    assert main(["export", "--out", str(tmp_path / name)]) == 0
    events, found = taken(tmp_path / name)
    assert counts(found) == {"taken": len(layer.events)}
    ours = {e.event_id: e for e in layer.events}
    for event in events:
        one = ours.pop(event["id"])
        place = layer.places[one.place_id]
        assert (event["start"], event["end"]) == (one.interval.start, one.interval.end), event["id"]
        assert (round(event["lat"], 5), round(event["lon"], 5)) == (round(place.lat, 5), round(place.lon, 5))
        assert (event["title"], event["category"], event["status"]) == (one.titles["en"], one.category, one.status)
        assert event["tz"] == one.tz
        assert event["time_precision"] == {"part_of_day": "hour", "range": "day"}.get(one.time_precision, one.time_precision)
    assert not ours


# --- what all have in common ----------------------------------------------------------------------------------------


def test_every_event_has_the_one_schema(tmp_path: Path) -> None:
    """Categories are ours or none, and ids are there."""
    found = read(written(tmp_path, "export.csv", acled("2022-01-05")))
    table = found.table()
    assert table.schema == SCHEMA
    assert table["id"].null_count == 0
    assert set(table["category"].to_pylist()) <= {*CATEGORIES, None}


def test_a_name_never_speaks_against_the_content(tmp_path: Path) -> None:
    """A KML called .csv is a KML, and --as does not make a table of it."""
    path = written(tmp_path, "map.csv", KML)
    assert read(path, ALMATY).report.format == "kml"
    with pytest.raises(Unreadable, match=r"map\.csv:1: 'as' must be what the file is \(kml\) \(got 'csv'\)"):
        read(path, Options(format="csv"))


def test_a_format_that_is_told_is_kept_to(tmp_path: Path) -> None:
    """A table that lacks the columns of ACLED is not ACLED; one that has them may still be read as any table."""
    path = written(tmp_path, "export.csv", acled("2022-01-05"))
    with pytest.raises(Unreadable, match=r"'columns' must be those of GED"):
        read(path, Options(format="ged"))
    assert read(path, Options(format="csv")).report.format == "csv"


@pytest.mark.parametrize("name", ["back.parquet", "back.csv"])
def test_a_layer_that_is_read_again_is_the_same(tmp_path: Path, name: str) -> None:
    """As the GeoParquet that it is kept in, and as a table of the same columns: days stay days, geometries whole."""
    line = {"type": "LineString", "coordinates": [[76.9, 43.2], [76.95, 43.25]]}
    properties = {"date": "2022-01-05", "name": "a", "status": "confirmed", "type": "Arson", "actors": "A; B", "n": 'x "y"'}
    before = read(written(tmp_path, "t.json", features((line, properties), (POINT, {"date": "2022-01", "name": "b"})))).table()
    if name.endswith("parquet"):
        pq.write_table(before.replace_schema_metadata({"geo": json.dumps(store._GEO)}), tmp_path / name)
    else:
        frame_ = before.to_pandas()
        frame_["geometry"] = shapely.to_wkt(shapely.from_wkb(frame_["geometry"]), rounding_precision=-1, output_dimension=3)
        frame_["actors"] = [None if a is None else ";".join(a) for a in frame_["actors"]]
        frame_.to_csv(tmp_path / name, index=False)
    after, _ = taken(tmp_path / name)
    for one, two in zip(before.drop_columns(["row"]).to_pylist(), after, strict=True):
        del two["row"]
        assert shapely.from_wkb(one.pop("geometry")) == shapely.from_wkb(two.pop("geometry"))
        assert two == one
