//! Looking ahead for the member that tells which form of a structure an element has: it may follow others.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Returns the text of the child `wanted` of an element, or an empty text. The start tag of the child `first` has been read.
pub(super) fn text_of(mut reader: Reader<&[u8]>, first: &str, wanted: &str) -> String {
    let (mut open, mut is_wanted, mut text) = (1_usize, first == wanted, String::new());
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                open += 1;
                is_wanted |= open == 1 && start.local_name().as_ref() == wanted;
            }
            Ok(Event::Text(part)) if is_wanted => text.push_str(&part),
            Ok(Event::CData(part)) if is_wanted => text.push_str(&part),
            Ok(Event::End(_)) if is_wanted || open == 0 => return text.trim().to_owned(),
            Ok(Event::End(_)) => open -= 1,
            // What is not well-formed is reported where it is read.
            Ok(Event::Eof) | Err(_) => return String::new(),
            Ok(_) => {}
        }
    }
}
