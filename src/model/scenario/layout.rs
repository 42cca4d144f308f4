//! Where each input of a replication stands: one row an input, by index.
//!
//! Rows run: the scenario's keys, its events, the module sizes, then for each administration its
//! keys and events side by side.

use super::keys::{Global, Member};

/// Events of the consortium; inputs like any other, drawn by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsortiumEvent {
    /// Uniform below `consortium.cancellation` where the core build is abandoned.
    CancelQuantile,
    /// Common factor on all exit hazards, mean 1.
    Frailty,
    /// Years from go-live to dissolution, infinite if never.
    Lifetime,
    /// Uniform that settles the number of core incidents.
    IncidentQuantile,
}

/// Events of one administration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberEvent {
    /// Uniform that settles whether a build of its own is abandoned once.
    CancelQuantile,
    /// Unit exponential that settles when it leaves.
    Patience,
    /// Uniform that settles the number of its incidents.
    IncidentQuantile,
}

impl ConsortiumEvent {
    /// All of them, in row order.
    pub const ALL: [ConsortiumEvent; 4] = [Self::CancelQuantile, Self::Frailty, Self::Lifetime, Self::IncidentQuantile];

    /// Its name as an input.
    pub fn path(self) -> &'static str {
        match self {
            Self::CancelQuantile => "consortium.cancel_quantile",
            Self::Frailty => "consortium.frailty",
            Self::Lifetime => "consortium.lifetime",
            Self::IncidentQuantile => "consortium.incident_quantile",
        }
    }
}

impl MemberEvent {
    /// All of them, in row order.
    pub const ALL: [MemberEvent; 3] = [Self::CancelQuantile, Self::Patience, Self::IncidentQuantile];

    /// The last part of its name as an input.
    pub fn path(self) -> &'static str {
        match self {
            Self::CancelQuantile => "cancel_quantile",
            Self::Patience => "patience",
            Self::IncidentQuantile => "incident_quantile",
        }
    }
}

const GLOBALS: usize = Global::ALL.len();
const SHARED: usize = GLOBALS + ConsortiumEvent::ALL.len();
const MEMBER_KEYS: usize = Member::ALL.len();
const PER_MEMBER: usize = MEMBER_KEYS + MemberEvent::ALL.len();

/// Row numbers for a number of modules and administrations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Number of modules.
    pub modules: usize,
    /// Number of administrations.
    pub administrations: usize,
}

/// What a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A key of the scenario.
    Global(Global),
    /// An event of the consortium.
    Event(ConsortiumEvent),
    /// The size of the module of this index.
    Module(usize),
    /// A key of the administration of this index.
    Member(usize, Member),
    /// An event of the administration of this index.
    MemberEvent(usize, MemberEvent),
}

impl Layout {
    /// Number of rows.
    pub fn len(&self) -> usize {
        SHARED + self.modules + self.administrations * PER_MEMBER
    }

    /// Never: a scenario has keys even without modules.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// Row of a thing.
    #[inline(always)]
    pub fn row(&self, row: Row) -> usize {
        match row {
            Row::Global(key) => key as usize,
            Row::Event(event) => GLOBALS + event as usize,
            Row::Module(k) => SHARED + k,
            Row::Member(i, key) => SHARED + self.modules + i * PER_MEMBER + key as usize,
            Row::MemberEvent(i, event) => SHARED + self.modules + i * PER_MEMBER + MEMBER_KEYS + event as usize,
        }
    }

    /// All rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row> + use<> {
        let globals = Global::ALL.iter().map(|&key| Row::Global(key));
        let events = ConsortiumEvent::ALL.iter().map(|&event| Row::Event(event));
        let modules = (0..self.modules).map(Row::Module);
        let members = (0..self.administrations).flat_map(|i| {
            let keys = Member::ALL.iter().map(move |&key| Row::Member(i, key));
            keys.chain(MemberEvent::ALL.iter().map(move |&event| Row::MemberEvent(i, event)))
        });
        globals.chain(events).chain(modules).chain(members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_where_they_say() {
        let layout = Layout { modules: 3, administrations: 4 };
        let rows: Vec<Row> = layout.rows().collect();
        assert_eq!(rows.len(), layout.len());
        for (index, row) in rows.into_iter().enumerate() {
            assert_eq!(layout.row(row), index);
        }
    }
}
