//! A member's place in its structure, as writers and readers see it: set or not, one value or a list.

use super::{Kind, List, Shape, Token, Value, View, Violation};

/// The place of a member. Generated types hold `Option<T>` and [`List<T>`].
pub trait Field {
    /// What the schema declares; for a list, of its items.
    fn kind(&self) -> Kind;

    /// The value as a writer sees it.
    fn view(&self) -> View<'_>;

    /// What is wrong with the value whatever the schema says of the member.
    fn problems(&self) -> &[Violation] {
        &[]
    }

    /// Starts a list, which is then present even if it stays empty; false where the member is no list.
    fn open(&mut self) -> bool {
        false
    }

    /// Whether it is a list.
    fn is_list(&self) -> bool {
        false
    }

    /// Sets the value, or appends it to a list.
    ///
    /// # Errors
    ///
    /// Gives the token back where it is not of the declared kind.
    fn put<'t>(&mut self, token: Token<'t>) -> Result<(), Token<'t>>;

    /// Sets an empty structure, or appends one, and returns it to be filled; `None` where the member is a scalar.
    fn enter(&mut self) -> Option<&mut dyn Shape>;
}

impl dyn Field + '_ {
    /// Whether it is set.
    pub fn is_set(&self) -> bool {
        !matches!(self.view(), View::Absent)
    }
}

/// An empty text where a number belongs means that there is none.
#[inline]
fn is_blank(kind: Kind, token: &Token<'_>) -> bool {
    let numeric = matches!(kind, Kind::Integer | Kind::Float | Kind::Boolean);
    numeric && matches!(token, Token::Text(text) if text.trim().is_empty())
}

// A service has hundreds of structures, and each has these made for it: combinators would be made as often.

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

    fn enter(&mut self) -> Option<&mut dyn Shape> {
        let items = self.get_or_insert();
        items.push(T::blank()?);
        match &mut items[..] {
            [.., last] => last.shape(),
            [] => None,
        }
    }
}
