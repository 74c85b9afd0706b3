DROP TABLE public.notes;
