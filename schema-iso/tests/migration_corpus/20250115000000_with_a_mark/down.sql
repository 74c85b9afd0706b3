DROP TABLE public.marked;
