------------------------------ MODULE Notifiers ------------------------------
(* The notifiers of a module's states, and what listeners keep of a module.  *)
(*                                                                           *)
(* Models: COMING, LIVE and GOING, each as one step in which all listeners do*)
(*   their work: one publishes the module at COMING, one sets something up at*)
(*   LIVE, one gets and puts the module at COMING, to set a probe in it.     *)
(*   `registered` is what is kept: GOING has to find what COMING or LIVE has *)
(*   left, and leave nothing.                                                *)
(* Leaves out: the order of several listeners, but for one that refuses after*)
(*   another has published the module.                                       *)
EXTENDS Callers

SomebodyListens == PublishedWhileComing \cup SetUpWhenLive # {}

\* Notifiers are told, where somebody listens.
Notify(label) == IF SomebodyListens THEN <<label>> ELSE <<>>

\* A probe in the module: while it is being set, there is a reference.
ProbeIsSet   == ModulePut
SetsProbe(m) == IF m \notin ProbedWhileComing THEN <<>>
                ELSE TryModuleGet \o ProbeIsSet \o <<"ModuleNotify_ComingEnd">>

NotifyComing(m) == Notify("ModuleNotify_Coming") \o SetsProbe(m)
NotifyLive      == IF SetUpWhenLive # {} THEN <<"ModuleNotify_Live">> ELSE <<>>

-----------------------------------------------------------------------------
\* One of them may publish the module, so that gets may come.
ModuleNotify_Coming(t) ==
  /\ At(t, "ModuleNotify_Coming") /\ Running(t)
  /\ registered' = [registered EXCEPT ![obj[t]] = obj[t] \in PublishedWhileComing]
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars,
                 refs, hold, low, high, committed, refused>>

\* The one that sets a probe is done.
ModuleNotify_ComingEnd(t) ==
  /\ At(t, "ModuleNotify_ComingEnd") /\ Running(t)
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

\* One of them may set something up.
ModuleNotify_Live(t) ==
  /\ At(t, "ModuleNotify_Live") /\ Running(t)
  /\ registered' = [registered EXCEPT ![obj[t]] = TRUE]
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars,
                 refs, hold, low, high, committed, refused>>

\* GOING may come to a module that was never LIVE: a listener has to know what it has set up (F36).
TearsDownBlindly(m) == m \in SetUpWhenLive /\ ~KunitAsksLive /\ ~registered[m]

\* A listener that fails keeps what it has (F38).
KeepsAtGoing(m) == m \in KeptByListener /\ ~KprobesLetGo

\* They take back what they published and set up, when nobody is on the way in any more.
ModuleNotify_Going(t) ==
  /\ At(t, "ModuleNotify_Going") /\ Running(t)
  /\ OnTheWayIn(obj[t]) = {}
  /\ registered' = [registered EXCEPT ![obj[t]] = @ /\ KeepsAtGoing(obj[t])]
  /\ faults' = Fault(TearsDownBlindly(obj[t]), TornDownNotSetUp)
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, state, mem, next, bugNext, countVars,
                 refs, hold, low, high, committed, refused>>
=============================================================================
