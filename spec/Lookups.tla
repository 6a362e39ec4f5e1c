------------------------------- MODULE Lookups -------------------------------
(* Code that finds a module without the mutex, and what it does with it.     *)
(*                                                                           *)
(* Models: report_bug (uses the entry that module_find_bug has found),       *)
(*   __symbol_get (lookup, then strong_try_module_get),                      *)
(*   check_kprobe_address_safe (lookup and get in one section), print_modules*)
(*   (the state, and last_unloaded_module), dereference_symbol_descriptor,   *)
(*   sprint_symbol, symbol_put_addr, __symbol_put.                           *)
(* Fused: a lookup's walk is one step. A module is UNFORMED before it is     *)
(*   unlinked, and a lookup skips UNFORMED, so it finds what is linked and   *)
(*   formed at one instant. How walks themselves go wrong is ModuleList's.   *)
(* Leaves out: which symbol or address is asked for; the lookup may find any *)
(*   module that is there.                                                   *)
EXTENDS Dependencies

Allocated(m) == mem[m] = "allocated"

\* A lookup begins: the section of the walkers, whatever it is on this kernel.
Lookup_Begin(t, labels) ==
  /\ Call(t, ListHead, labels)
  /\ EnterSection(t, ListWalkersUse)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

\* It finds a module, or nothing.
Finds(t, m, labels) ==
  /\ pc' = [pc EXCEPT ![t] = labels] /\ obj' = [obj EXCEPT ![t] = m]
  /\ UNCHANGED <<sect, gpWait>>
FindsNothing(t) == ~(\E m \in Modules : Formed(m)) /\ Jump(t, <<>>) /\ LeaveSections(t)

\* It finds a module, or nothing, and has the module in hand when its section is over, or within it.
FindsToUse(t, label, endsTooSoon) ==
  \/ \E m \in Modules :
       /\ Formed(m)
       /\ pc' = [pc EXCEPT ![t] = <<label>>] /\ obj' = [obj EXCEPT ![t] = m]
       /\ IF endsTooSoon THEN LeaveSections(t) ELSE UNCHANGED <<sect, gpWait>>
  \/ FindsNothing(t)

LookupTouch(m) == Fault(mem[m] = "freed", UseAfterFreeByLookup)

-----------------------------------------------------------------------------
(* report_bug: ModuleList's walker of module_bug_list comes to its entry.    *)

\* The section ends, and then the entry is used (fact F18). In BUG context, and without preemption, what
\* follows belongs to the section all the same.
BugEntryIsUsedInSection == ~BugListIsRcu \/ ~Preemptible

ModuleFindBug_Found(t) ==
  /\ At(t, "ModuleFindBug_Next") /\ Running(t)
  /\ t \in BugReporters /\ obj[t] \in Modules
  /\ TrappingCodePinsModule(obj[t])
  /\ faults' = Fault(mem[obj[t]] = "freed", UseAfterFreeByBugWalker)
  /\ pc' = [pc EXCEPT ![t] = <<"ReportBug_UseEntry">>]
  /\ IF BugEntryIsUsedInSection THEN UNCHANGED <<sect, gpWait>> ELSE LeaveSections(t)
  /\ UNCHANGED <<loadVars, obj, ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

\* report_bug_entry: who has trapped brings the entry along, so that nothing is looked up.
ReportBugEntry_Call(t, m) ==
  /\ t \in BugBringers /\ Running(t)
  /\ registered[m] /\ TrappingCodePinsModule(m)
  /\ Call(t, m, <<"ReportBug_UseEntry">>)
  /\ IF BugEntryIsUsedInSection THEN EnterSection(t, "preempt") ELSE UNCHANGED <<sect, gpWait>>
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

ReportBug_UseEntry(t) ==
  /\ At(t, "ReportBug_UseEntry") /\ Running(t)
  /\ faults' = Fault(mem[obj[t]] = "freed", UseAfterFreeByReportBug)
  /\ Done(t) /\ LeaveSections(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* __symbol_get                                                              *)

SymbolGet_Begin(t) ==
  /\ t \in SymbolGetters /\ Running(t)
  /\ \E m \in Modules : GetMayBeginByLookup(m)
  /\ Lookup_Begin(t, <<"SymbolGet_Next">>)

SymbolGet_Next(t) ==
  /\ At(t, "SymbolGet_Next") /\ Running(t)
  /\ \/ \E m \in Modules : Formed(m) /\ Finds(t, m, <<"StrongTryModuleGet_State">> \o TryModuleGetInSection)
     \/ FindsNothing(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

\* What strong_try_module_get says of a state that a lookup cannot have seen.
BugOnUnformed == TRUE

\* BUG_ON(UNFORMED); COMING is busy. The lookup has seen another state, but that was then (fact F13).
StrongTryModuleGet_State(t) ==
  /\ At(t, "StrongTryModuleGet_State") /\ Running(t)
  /\ faults' = LookupTouch(obj[t]) \cup
               If(state[obj[t]] = UNFORMED /\ BugOnUnformed, BugOnStrongTryModuleGet)
  /\ CASE state[obj[t]] = UNFORMED /\ BugOnUnformed -> Jump(t, <<"Dead">>) /\ UNCHANGED <<sect, gpWait>>
       [] state[obj[t]] = UNFORMED /\ ~BugOnUnformed -> Jump(t, <<>>) /\ LeaveSections(t)
       [] state[obj[t]] = COMING   -> Jump(t, <<>>) /\ LeaveSections(t)
       [] OTHER                    -> Done(t) /\ UNCHANGED <<sect, gpWait>>
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* check_kprobe_address_safe: is it text of a module? Which module? Get it.  *)

CheckKprobe_Begin(t) ==
  /\ t \in Probers /\ Running(t)
  /\ \E m \in Modules : GetMayBeginByLookup(m)
  /\ Lookup_Begin(t, IF KprobesLookUpOnce THEN <<"CheckKprobe_Lookup">>
                                          ELSE <<"CheckKprobe_IsText", "CheckKprobe_Lookup">>)

\* The first of two lookups, where there are two. The module that it saw is not kept in hand.
CheckKprobe_IsText(t) ==
  /\ At(t, "CheckKprobe_IsText") /\ Running(t)
  /\ \/ \E m \in Modules : Formed(m) /\ Finds(t, ListHead, Tail(pc[t]))
     \/ FindsNothing(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

\* Not found now, but found before: taken for text of the kernel, and probed without a reference.
CheckKprobe_Lookup(t) ==
  /\ At(t, "CheckKprobe_Lookup") /\ Running(t)
  /\ \/ \E m \in Modules : Formed(m) /\ Finds(t, m, TryModuleGetInSection) /\ UNCHANGED faults
     \/ FindsNothing(t) /\ faults' = Fault(~KprobesLookUpOnce, ProbeWithoutReference)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* print_modules                                                             *)

PrintModules_Begin(t) ==
  /\ t \in Printers /\ Running(t)
  /\ Lookup_Begin(t, <<"PrintModules_Next", "PrintModules_LastUnloaded">>)

PrintModules_Next(t) ==
  /\ At(t, "PrintModules_Next") /\ Running(t)
  /\ \/ \E m \in Modules : Formed(m) /\ Finds(t, m, <<"PrintModules_Flags", "PrintModules_LastUnloaded">>)
     \/ (\A m \in Modules : ~Formed(m)) /\ Done(t) /\ UNCHANGED <<sect, gpWait>>
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

\* module_flags has a BUG_ON(UNFORMED) of its own.
PrintModules_Flags(t) ==
  /\ At(t, "PrintModules_Flags") /\ Running(t)
  /\ faults' = LookupTouch(obj[t]) \cup If(state[obj[t]] = UNFORMED, BugOnModuleFlags)
  /\ IF state[obj[t]] = UNFORMED THEN Jump(t, <<"Dead">>) ELSE Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, state, mem, next, bugNext, countVars, ghostVars>>

PrintModules_LastUnloaded(t) ==
  /\ At(t, "PrintModules_LastUnloaded") /\ Running(t)
  /\ faults' = Fault(lastUnloaded[1] # lastUnloaded[2], LastUnloadedOfTwoNames)
  /\ Done(t) /\ LeaveSections(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* dereference_symbol_descriptor: finds the module, uses it.                 *)

DereferenceSymbolDescriptor_Begin(t) ==
  t \in Descriptors /\ Running(t) /\ Lookup_Begin(t, <<"DereferenceSymbolDescriptor_Next">>)

\* Without preemption the use belongs to the section all the same: nothing schedules in between.
EndsTooSoon == ~DescriptorInSection /\ Preemptible

DereferenceSymbolDescriptor_Next(t) ==
  /\ At(t, "DereferenceSymbolDescriptor_Next") /\ Running(t)
  /\ FindsToUse(t, "DereferenceSymbolDescriptor_Use", EndsTooSoon)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

DereferenceSymbolDescriptor_Use(t) ==
  /\ At(t, "DereferenceSymbolDescriptor_Use") /\ Running(t)
  /\ faults' = Fault(mem[obj[t]] = "freed", UseAfterFreeByDescriptor)
  /\ Done(t) /\ LeaveSections(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* sprint_symbol: finds the module of an address, and prints its name and    *)
(* its build id, which lie in the module.                                    *)

SprintSymbol_Begin(t) == t \in Symbolizers /\ Running(t) /\ Lookup_Begin(t, <<"SprintSymbol_Lookup">>)

\* As above, what comes after the section belongs to it without preemption.
NameLeavesSection == ~SprintSymbolInSection /\ Preemptible

SprintSymbol_Lookup(t) ==
  /\ At(t, "SprintSymbol_Lookup") /\ Running(t)
  /\ FindsToUse(t, "SprintSymbol_Print", NameLeavesSection)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

SprintSymbol_Print(t) ==
  /\ At(t, "SprintSymbol_Print") /\ Running(t)
  /\ faults' = Fault(mem[obj[t]] = "freed", UseAfterFreeBySprintSymbol)
  /\ Done(t) /\ LeaveSections(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* __symbol_put: its caller has a reference to the module that exports the   *)
(* symbol. The symbol is looked up by its name, and BUG_ON says if there is  *)
(* none.                                                                     *)

\* utf8_load named a symbol that nobody exports.
NameIsRight(t) == t \notin Misnamers \/ Utf8PutsByName

SymbolPut_Begin(t) ==
  /\ t \in SymbolNamers /\ Running(t)
  /\ \E m \in Modules : PutsBalanceGets(m)
  /\ Lookup_Begin(t, <<"SymbolPut_Lookup">>)

SymbolPut_Lookup(t) ==
  /\ At(t, "SymbolPut_Lookup") /\ Running(t)
  /\ IF NameIsRight(t) /\ \E m \in Modules : Formed(m)
       THEN /\ \E m \in Modules : Formed(m) /\ Finds(t, m, ModulePutInSection)
            /\ UNCHANGED faults
       ELSE /\ faults' = faults \cup {BugOnSymbolPut}
            /\ Jump(t, <<"Dead">>) /\ UNCHANGED <<sect, gpWait>>
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* symbol_put_addr: its caller has a reference to the module that it looks   *)
(* for, and to no other that it walks over. It took no lock up to v4.2.      *)

SymbolPutAddr_Begin(t) ==
  /\ t \in SymbolPutters /\ Running(t)
  /\ \E m \in Modules : PutsBalanceGets(m)
  /\ Call(t, ListHead, <<"SymbolPutAddr_Next">>)
  /\ IF SymbolPutAddrLocks \/ ~Preemptible THEN EnterSection(t, "preempt") ELSE UNCHANGED <<sect, gpWait>>
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

SymbolPutAddr_Next(t) ==
  /\ At(t, "SymbolPutAddr_Next") /\ Running(t)
  /\ Walk_Next(t, next, UseAfterFreeBySymbolPutAddr, PoisonForSymbolPutAddr)

\* The entry in hand is the one.
SymbolPutAddr_Found(t) ==
  /\ At(t, "SymbolPutAddr_Next") /\ Running(t)
  /\ obj[t] \in Modules /\ PutsBalanceGets(obj[t])
  /\ pc' = [pc EXCEPT ![t] = ModulePutInSection]
  /\ UNCHANGED <<loadVars, obj, ret, mutex, rcuVars, listVars, countVars, ghostVars>>
=============================================================================
