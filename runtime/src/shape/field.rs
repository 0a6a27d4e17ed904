//! The fields of a structure: one value, or a list.

use super::list::List;
use super::token::{Kind, Token};
use super::traits::{Field, Shape, Value, View};
use super::violation::Violation;

/// Returns whether the token is an empty text for a number or boolean, which means that the member is absent.
#[inline]
fn is_blank(kind: Kind, token: &Token<'_>) -> bool {
    let numeric = matches!(kind, Kind::Integer | Kind::Float | Kind::Boolean);
    numeric && matches!(token, Token::Text(text) if text.trim().is_empty())
}

// Instantiated for every one of the hundreds of structures of a service: combinators would be instantiated as often.

impl<T: Value> Field for Option<T> {
    fn kind(&self) -> Kind {
        T::KIND
    }

    fn view(&self) -> View<'_> {
        match self {
            Some(value) => value.view(),
            None => View::Absent,
        }
    }

    fn problems(&self) -> &[Violation] {
        match self {
            Some(value) => value.problems(),
            None => &[],
        }
    }

    fn put<'t>(&mut self, token: Token<'t>) -> Result<(), Token<'t>> {
        if is_blank(T::KIND, &token) {
            return Ok(());
        }
        match T::read(token) {
            Ok(value) => *self = Some(value),
            Err(token) => return Err(token),
        }
        Ok(())
    }

    fn clear(&mut self) {
        *self = None;
    }

    fn enter(&mut self) -> Option<&mut dyn Shape> {
        if self.is_none() {
            *self = T::blank();
        }
        match self {
            Some(value) => value.shape(),
            None => None,
        }
    }
}

impl<T: Value> Field for List<T> {
    fn kind(&self) -> Kind {
        T::KIND
    }

    fn view(&self) -> View<'_> {
        if self.is_present() { View::List(self) } else { View::Absent }
    }

    fn open(&mut self) -> bool {
        self.get_or_insert();
        true
    }

    fn is_list(&self) -> bool {
        true
    }

    fn put<'t>(&mut self, token: Token<'t>) -> Result<(), Token<'t>> {
        if is_blank(T::KIND, &token) {
            return Ok(());
        }
        match T::read(token) {
            Ok(item) => self.get_or_insert().push(item),
            Err(token) => return Err(token),
        }
        Ok(())
    }

    fn clear(&mut self) {
        *self = Self::absent();
    }

    fn enter(&mut self) -> Option<&mut dyn Shape> {
        let items = self.get_or_insert();
        items.push(T::blank()?);
        match &mut items[..] {
            [.., last] => last.shape(),
            [] => None,
        }
    }
}
