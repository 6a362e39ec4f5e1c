-------------------------------- MODULE Fixes --------------------------------
(* Repairs that no kernel has (or none yet), each one operator of the        *)
(* protocol replaced in the cfg: so that a flaw that was never mended is     *)
(* shown to be understood.                                                   *)
EXTENDS MC

\* module_is_live that does not take UNFORMED for live (fact F7).
NeitherGoingNorUnformed(m) == state[m] \notin {GOING, UNFORMED}

\* strong_try_module_get that refuses an UNFORMED module instead of a BUG_ON (fact F13).
No == FALSE

\* Who looks at a module that a COMING notifier has published takes it only once it is LIVE (fact F6).
PublishedAndLive(m) == registered[m] /\ state[m] = LIVE

\* The tracepoint of module_put before its decrement (fact F10).
TraceBeforeDecrement == PutTrace \o <<DecLabel>>

\* report_bug that uses the entry within the section (fact F18).
Yes == TRUE
Whatever(m) == TRUE
=============================================================================
