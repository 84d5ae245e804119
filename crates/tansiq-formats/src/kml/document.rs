//! Walking a KML document: folders are followed, Placemarks handed on one at a time, everything else passed over.
//!
//! Only one Placemark is held as a tree. There is no DTD and no entity but the five of XML: a document that brings its own is
//! refused. Elements of other namespaces keep their prefix (`gx:altitudeMode`), so that they are never taken for KML's.

use quick_xml::{
    Reader,
    events::{BytesRef, BytesStart, Event},
};

use super::{
    MAX_DEPTH, MAX_ELEMENTS, MAX_PLACEMARK_ELEMENTS,
    archive::syntax,
    placemark::{self, Fault, Placemark, Span},
};
use crate::{
    ReadError,
    bounds::{MAX_FEATURES, MAX_FILE_BYTES},
};

/// An element with all that is in it.
#[derive(Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) text: String,
    pub(super) children: Vec<Element>,
}

impl Element {
    /// The first child of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The text of the first child of a name, without the space around it.
    pub(super) fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.trim())
    }

    /// An attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// What was met.
pub(crate) enum Found {
    /// A Placemark, or what is wrong with it.
    Placemark(Result<Placemark, Fault>),
    /// Something that is neither looked at nor merely a matter of looks.
    Other {
        /// Where it is.
        path: String,
        /// What it is.
        message: String,
    },
}

/// A Document or Folder that is open.
struct Container {
    path: String,
    name: Option<String>,
    span: Option<Span>,
    placemarks: usize,
    folders: usize,
    /// Its Document or the file itself: its name is not put before those of its Placemarks.
    is_folder: bool,
}

impl Container {
    fn new(path: String, is_folder: bool, span: Option<Span>) -> Self {
        Self { path, name: None, span, placemarks: 0, folders: 0, is_folder }
    }

    fn path_of(&self, name: &str, index: usize) -> String {
        if self.path.is_empty() { format!("{name}[{index}]") } else { format!("{}.{name}[{index}]", self.path) }
    }
}

/// Walks a document and hands on what it meets, in order. Gives the document's name.
///
/// # Errors
///
/// What `meet` refuses, and [`ReadError::Syntax`], [`ReadError::Content`] or [`ReadError::TooManyFeatures`].
pub(crate) fn walk<E: From<ReadError>>(text: &str, meet: impl FnMut(Found) -> Result<(), E>) -> Result<Option<String>, E> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let walker = Walker { reader, elements: 0, features: 0, containers: Vec::new(), title: None, meet };
    walker.walk()
}

struct Walker<'a, F> {
    reader: Reader<&'a [u8]>,
    elements: usize,
    features: usize,
    containers: Vec<Container>,
    title: Option<String>,
    meet: F,
}

impl<E: From<ReadError>, F: FnMut(Found) -> Result<(), E>> Walker<'_, F> {
    fn walk(mut self) -> Result<Option<String>, E> {
        loop {
            match self.next()? {
                Event::Start(start) if self.containers.is_empty() => self.root(&start)?,
                Event::Start(start) => self.element(&start)?,
                Event::End(_) => {
                    self.close();
                    if self.containers.is_empty() {
                        break;
                    }
                }
                Event::Eof if self.containers.is_empty() => {
                    return Err(ReadError::Content {
                        path: "kml".into(),
                        message: "is missing: the document has no element".into(),
                    }
                    .into());
                }
                Event::Eof => return Err(self.fail("ends within an element".into()).into()),
                _ => {}
            }
        }
        self.after()?;
        Ok(self.title)
    }

    /// Nothing but comments may follow the root.
    fn after(&mut self) -> Result<(), ReadError> {
        loop {
            match self.next()? {
                Event::Eof => return Ok(()),
                Event::Start(_) => return Err(self.fail("a second root element".into())),
                _ => {}
            }
        }
    }

    /// The next event; empty elements come as a start and an end.
    fn next(&mut self) -> Result<Event<'static>, ReadError> {
        let event = self.reader.read_event();
        let event = match event {
            Ok(event) => event.into_owned(),
            Err(error) => return Err(self.fail(error.to_string())),
        };
        match &event {
            Event::DocType(_) => return Err(self.fail("has a document type (DOCTYPE), which is not read".into())),
            Event::Start(_) => {
                self.elements += 1;
                if self.elements > MAX_ELEMENTS {
                    return Err(self.fail(format!("more than {MAX_ELEMENTS} elements")));
                }
            }
            _ => {}
        }
        Ok(event)
    }

    fn fail(&self, message: String) -> ReadError {
        debug_assert!(self.reader.buffer_position() <= MAX_FILE_BYTES as u64 + 1);
        syntax(format!("byte {}: {message}", self.reader.buffer_position()))
    }

    fn root(&mut self, start: &BytesStart) -> Result<(), ReadError> {
        let name = local(start.name().into_inner());
        if name != "kml" {
            return Err(ReadError::Content {
                path: crate::json::quoted(name),
                message: "is not kml, the root of a KML document".into(),
            });
        }
        self.containers.push(Container::new(String::new(), false, None));
        Ok(())
    }

    /// An element in a container.
    fn element(&mut self, start: &BytesStart) -> Result<(), E> {
        let name = local(start.name().into_inner()).to_owned();
        match name.as_str() {
            "Document" | "Folder" => Ok(self.open(&name)?),
            "Placemark" => self.placemark(start),
            "name" => {
                let element = self.tree(start)?;
                self.named(element.text.trim());
                Ok(())
            }
            "TimeSpan" => {
                let element = self.tree(start)?;
                let path = self.here("TimeSpan");
                match placemark::span(&element) {
                    Ok(span) => {
                        if let Some(container) = self.containers.last_mut() {
                            container.span = Some(span);
                        }
                        Ok(())
                    }
                    Err(message) => Err(ReadError::Content { path, message }.into()),
                }
            }
            _ => {
                self.skip()?;
                match looked_over(&name) {
                    Some(message) => {
                        let path = self.here(&name);
                        (self.meet)(Found::Other { path, message: message.to_owned() })
                    }
                    None => Ok(()),
                }
            }
        }
    }

    fn here(&self, name: &str) -> String {
        let path = self.containers.last().map_or("", |container| container.path.as_str());
        if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
    }

    fn open(&mut self, name: &str) -> Result<(), ReadError> {
        if self.containers.len() >= MAX_DEPTH {
            return Err(self.fail(format!("elements are nested deeper than {MAX_DEPTH}")));
        }
        let is_folder = name == "Folder";
        let Some(parent) = self.containers.last_mut() else { return Ok(()) };
        let path = if is_folder || parent.folders > 0 { parent.path_of(name, parent.folders) } else { name.to_owned() };
        parent.folders += 1;
        let span = parent.span;
        self.containers.push(Container::new(path, is_folder, span));
        Ok(())
    }

    fn close(&mut self) {
        self.containers.pop();
    }

    fn named(&mut self, name: &str) {
        let Some(container) = self.containers.last_mut() else { return };
        container.name = Some(name.to_owned()).filter(|name| !name.is_empty());
        if !container.is_folder && self.title.is_none() {
            self.title.clone_from(&container.name);
        }
    }

    fn placemark(&mut self, start: &BytesStart) -> Result<(), E> {
        self.features += 1;
        if self.features > MAX_FEATURES {
            return Err(ReadError::TooManyFeatures { count: self.features }.into());
        }
        let element = self.tree(start)?;
        let folders: Vec<String> = self.containers.iter().filter(|c| c.is_folder).filter_map(|c| c.name.clone()).collect();
        let Some(container) = self.containers.last_mut() else { return Ok(()) };
        let path = container.path_of("Placemark", container.placemarks);
        container.placemarks += 1;
        let span = container.span;
        (self.meet)(Found::Placemark(placemark::read(&element, path, folders, span)))
    }

    /// The element that was just begun, with all that is in it.
    fn tree(&mut self, start: &BytesStart) -> Result<Element, ReadError> {
        let limit = self.elements + MAX_PLACEMARK_ELEMENTS;
        let mut open = vec![self.begun(start)?];
        loop {
            let event = self.next()?;
            match event {
                Event::Start(start) => {
                    if self.elements > limit {
                        return Err(self.fail(format!("a Placemark of more than {MAX_PLACEMARK_ELEMENTS} elements")));
                    }
                    if self.containers.len() + open.len() >= MAX_DEPTH {
                        return Err(self.fail(format!("elements are nested deeper than {MAX_DEPTH}")));
                    }
                    let element = self.begun(&start)?;
                    open.push(element);
                }
                Event::End(_) => {
                    let Some(element) = open.pop() else { return Err(self.fail("an end without a start".into())) };
                    match open.last_mut() {
                        Some(parent) => parent.children.push(element),
                        None => return Ok(element),
                    }
                }
                Event::Eof => return Err(self.fail("ends within an element".into())),
                Event::Text(text) => append(&mut open, &text.xml10_content()),
                Event::CData(text) => append(&mut open, &text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let mut buffer = [0; 4];
                    let text = self.referred(&reference)?.encode_utf8(&mut buffer);
                    append(&mut open, text);
                }
                _ => {}
            }
        }
    }

    fn begun(&self, start: &BytesStart) -> Result<Element, ReadError> {
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| self.fail(error.to_string()))?;
            let value =
                attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0).map_err(|error| self.fail(error.to_string()))?;
            attributes.push((attribute.key.into_inner().to_owned(), value.into_owned()));
        }
        Ok(Element { name: local(start.name().into_inner()).to_owned(), attributes, ..Element::default() })
    }

    /// The character of a reference: `&amp;`, `&#233;`.
    fn referred(&self, reference: &BytesRef) -> Result<char, ReadError> {
        if let Some(character) = reference.resolve_char_ref().map_err(|error| self.fail(error.to_string()))? {
            return Ok(character);
        }
        match &*reference.xml10_content() {
            "amp" => Ok('&'),
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "quot" => Ok('"'),
            "apos" => Ok('\''),
            other => Err(self.fail(format!("entity {} is not one of XML's own", crate::json::quoted(other)))),
        }
    }

    /// Passes over the element that was just begun.
    fn skip(&mut self) -> Result<(), ReadError> {
        let mut depth = 1;
        while depth > 0 {
            match self.next()? {
                Event::Start(_) if self.containers.len() + depth >= MAX_DEPTH => {
                    return Err(self.fail(format!("elements are nested deeper than {MAX_DEPTH}")));
                }
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(self.fail("ends within an element".into())),
                _ => {}
            }
        }
        Ok(())
    }
}

fn append(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

/// The name without the prefix of KML itself.
fn local(name: &str) -> &str {
    name.strip_prefix("kml:").unwrap_or(name)
}

/// What is told of an element that is not read; nothing of what is only to be looked at.
fn looked_over(name: &str) -> Option<&'static str> {
    match name {
        "NetworkLink" => Some("network links are not followed; what they lead to is not read"),
        "GroundOverlay" | "ScreenOverlay" | "PhotoOverlay" => Some("overlays are pictures; nothing of them is read"),
        "gx:Tour" => Some("tours are not read"),
        _ => None,
    }
}
