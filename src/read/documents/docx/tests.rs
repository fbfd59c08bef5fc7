//! Whole documents, packed here.

use std::io::Write;
use std::time::Instant;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;
use crate::read::documents::PassageKind::{self, Heading, ListItem, Paragraph, Title};
use crate::read::documents::{Block, Documents, Kind};

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn document(body: &str) -> Document {
    let xml = format!("<?xml version=\"1.0\"?>\r\n<w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>");
    read("f.docx".into(), &packed(&[(TEXT, xml.as_bytes())])).unwrap()
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn refused(bytes: &[u8]) -> (DocumentErrorKind, String) {
    let error = Documents::new("f.docx".into(), bytes, Kind::Docx).next().unwrap().unwrap_err();
    (error.kind(), error.to_string())
}

#[test]
fn a_sentence_over_runs_is_one_and_knows_its_bytes_and_paragraph() {
    let body = "<w:p/><w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>Sales ros</w:t></w:r>\
                <w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">e 5&#160;% &amp; </w:t></w:r>\
                <w:r><w:tab/><w:t>more</w:t><w:br/><w:t><![CDATA[<6>]]></w:t><w:noBreakHyphen/></w:r></w:p>";
    let document = document(body);
    let passage = document.passages().next().unwrap();
    assert_eq!(passage.text(), "Sales rose 5\u{a0}% & \tmore\n<6>-");
    let at = passage.text().find("5\u{a0}%").unwrap();
    let span = document.span(passage, at..at + 4);
    assert_eq!(&document.source()[span.start as usize..span.end as usize], "5&#160;%");
    assert_eq!((span.line, span.column, span.end_column), (2, 12, 15));
}

#[test]
fn what_is_not_in_the_text_is_left_out() {
    for (runs, expected) in [
        ("<w:del><w:r><w:delText>5</w:delText></w:r></w:del><w:ins><w:r><w:t>6</w:t></w:r></w:ins>", "6"),
        ("<w:moveFrom><w:r><w:t>5</w:t></w:r></w:moveFrom><w:r><w:t>6</w:t></w:r>", "6"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>5</w:t></w:r><w:r><w:t>6</w:t></w:r>", "6"),
        ("<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>5</w:t></w:r>", "5"),
        ("<w:r><w:instrText>PAGE 5</w:instrText></w:r><w:r><w:t>6</w:t></w:r>", "6"),
        (
            "<w:r><w:t>1.1bn</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r>",
            "1.1bn",
        ),
        ("<w:r><w:t>5</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>th</w:t></w:r>", "5th"),
    ] {
        let document = document(&format!("<w:p>{runs}</w:p>"));
        let texts: Vec<&str> = document.passages().map(|passage| passage.text()).collect();
        assert_eq!(texts, [expected], "{runs}");
    }
}

#[test]
fn paragraphs_have_kinds_and_text_boxes_are_read_once() {
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>T</w:t></w:r></w:p>\
         <w:p><w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr><w:r><w:t>H</w:t></w:r></w:p>\
         <w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>O</w:t></w:r></w:p>\
         <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>I</w:t></w:r></w:p>\
         <w:p><w:r><w:t>outer</w:t><mc:AlternateContent><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice>\
         <mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        paragraph("boxed")
    );
    let document = document(&body);
    let found: Vec<(PassageKind, &str)> = document.passages().map(|passage| (passage.kind(), passage.text())).collect();
    let expected = [
        (Title, "T"),
        (Heading(2), "H"),
        (Heading(1), "O"),
        (ListItem, "I"),
        (Paragraph, "boxed"),
        (Paragraph, "outer"),
    ];
    assert_eq!(found, expected);
    assert_eq!(document.title.as_deref(), Some("T"));
}

#[test]
fn tables_are_tables_or_text() {
    let row = |cells: &[&str], extra: &str| {
        let cells: String = cells.iter().map(|text| format!("<w:tc>{}</w:tc>", paragraph(text))).collect();
        format!("<w:tr>{extra}{cells}</w:tr>")
    };
    let header = row(&["Metric", "2014"], "<w:trPr><w:tblHeader/></w:trPr>");
    let body = format!(
        "<w:tbl>{header}{}<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc></w:tr></w:tbl><w:tbl>{}</w:tbl>",
        row(&["Revenue", "3.4bn"], ""),
        paragraph("Unaudited"),
        row(&["only text", "and more"], "")
    );
    let document = document(&body);
    let [Block::Table(table), Block::Passage(first), Block::Passage(second)] = document.blocks.as_slice() else {
        panic!("{:?}", document.blocks);
    };
    assert_eq!((first.text(), second.text()), ("only text", "and more"));
    assert!(table.rows[0].cells.iter().all(|cell| cell.header) && !table.rows[1].cells[0].header);
    assert_eq!((table.rows[1].cells[1].passage.text(), table.rows[1].cells[1].column), ("3.4bn", 1));
    assert_eq!(table.rows[2].cells[0].columns, 2);
    assert_eq!(table.rows[1].cells[1].passage.number(), Some(4));
}

#[test]
fn a_title_is_taken_from_the_properties_and_notes_are_missed() {
    let core = "<cp:coreProperties><dc:title>Acme &amp; Co</dc:title></cp:coreProperties>";
    let text =
        format!("<w:document>{}<w:p><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p></w:document>", paragraph("a"));
    let document = read("f.docx".into(), &packed(&[(TEXT, text.as_bytes()), (PROPERTIES, core.as_bytes())])).unwrap();
    assert_eq!(document.title.as_deref(), Some("Acme & Co"));
    assert_eq!(document.notes, ["the document's footnotes and endnotes are not read"]);
}

#[test]
fn what_cannot_be_read_is_said() {
    let whole = packed(&[(TEXT, paragraph(&"Sales rose. ".repeat(500)).as_bytes())]);
    for (bytes, kind, expected) in [
        (b"text".to_vec(), DocumentErrorKind::WrongKind, "f.docx: found no ZIP archive that can be read"),
        (b"\xd0\xcf\x11\xe0".to_vec(), DocumentErrorKind::WrongKind, "f.docx: found a binary or encrypted Office file"),
        (
            packed(&[("a.txt", b"")]),
            DocumentErrorKind::WrongKind,
            "f.docx: found a ZIP archive without word/document.xml",
        ),
        (whole[..whole.len() / 2].to_vec(), DocumentErrorKind::WrongKind, "f.docx: found no ZIP archive"),
        (
            packed(&[(TEXT, b"<w:p></w:t>")]),
            DocumentErrorKind::Malformed,
            "f.docx: word/document.xml is not well-formed at byte 5",
        ),
        (
            packed(&[(TEXT, b"a\0")]),
            DocumentErrorKind::WrongKind,
            "f.docx: word/document.xml: found a NUL byte at byte 1",
        ),
    ] {
        let (found, said) = refused(&bytes);
        assert!(found == kind && said.starts_with(expected), "{expected}: {said}");
    }
}

#[test]
fn a_zip_bomb_is_refused_before_it_bursts() {
    let bomb = packed(&[(TEXT, &vec![b' '; UNPACKED_LIMIT as usize + 1])]);
    assert!(bomb.len() < 1_000_000);
    let (kind, said) = refused(&bomb);
    assert_eq!(kind, DocumentErrorKind::TooLarge);
    assert_eq!(said, "f.docx: word/document.xml unpacks to more than 67108864 bytes; split the document");
}

#[test]
fn nothing_nests_too_deep() {
    let many = 100_000;
    for (name, body) in [
        ("paragraphs", "<w:p>".repeat(many) + &"</w:p>".repeat(many)),
        ("tables", "<w:tbl><w:tr><w:tc>".repeat(many) + &"</w:tc></w:tr></w:tbl>".repeat(many)),
        ("runs", format!("<w:p>{}</w:p>", "<w:r><w:t>a</w:t></w:r>".repeat(many))),
    ] {
        let started = Instant::now();
        assert!(document(&body).blocks.len() < 2, "{name}");
        assert!(started.elapsed().as_secs() < 10, "{name}: {:?}", started.elapsed());
    }
}
